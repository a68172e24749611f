'use client';

import { Button, Container, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { HistoryList } from './history-list';

export function HistoryPage() {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 250);
  return (
    <Container size="md" py={{ base: 'lg', sm: 'xl' }}>
      <PageHeader title="History" text="Your questions, latest first." />
      <Stack>
        <TextInput
          aria-label="Search questions and SQL"
          placeholder="Search questions and SQL"
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSectionWidth={70}
          rightSection={
            text && (
              <Button size="compact-xs" variant="subtle" onClick={() => setText('')}>
                Clear
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
