'use client';

import { Button, Container, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { PlaceHeader } from '@/components/shell/place-header';
import { Link } from '@/components/ui/link';
import * as t from '@/texts/history';
import { HistoryList } from './history-list';

export function HistoryPage() {
  const isAdmin = usePermission('admin');
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 250);
  return (
    <Container size="md" py={{ base: 'lg', sm: 'xl' }}>
      <PlaceHeader>
        {isAdmin && (
          <Button component={Link} href="/logs" variant="default">
            {t.everybodysLog}
          </Button>
        )}
      </PlaceHeader>
      <Stack>
        <TextInput
          aria-label={t.searchQuestions}
          placeholder={t.searchQuestions}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSectionWidth={70}
          rightSection={
            text && (
              <Button size="compact-xs" variant="subtle" onClick={() => setText('')}>
                {t.clear}
              </Button>
            )
          }
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <HistoryList text={settled} />
      </Stack>
    </Container>
  );
}
