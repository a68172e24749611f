'use client';

import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { ListStates } from '@/components/ui/list-states';
import { stateOf } from '@/lib/admin/keys';
import { useApiKeys } from '@/lib/api/api-keys';
import type { MadeApiKey } from '@/lib/api/types';
import * as t from '@/texts/keys';
import { KeyModal } from './key-modal';
import { KeyTable } from './key-table';
import { MadeKey } from './made-key';
import { Snippets } from './snippets';

function Keys({ onNew }: { onNew: () => void }) {
  const { data, error, refetch } = useApiKeys();
  const [all, setAll] = useState(false);
  const ended = data?.filter((key) => stateOf(key) !== 'active').length ?? 0;
  const empty = (
    <EmptyState icon={<IconKey size={26} />} title={t.noKeysYet} text={t.noKeysText}>
      <Button mt="md" onClick={onNew}>
        {t.makeFirst}
      </Button>
    </EmptyState>
  );
  return (
    <ListStates items={data} error={error} onRetry={() => void refetch()} empty={empty}>
      {(keys) => (
        <Stack gap="sm">
          <KeyTable keys={keys.filter((key) => all || stateOf(key) === 'active')} />
          {ended > 0 && <Switch label={t.showEnded(ended)} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />}
        </Stack>
      )}
    </ListStates>
  );
}

export function KeysPage() {
  const [opened, { open, close }] = useDisclosure();
  const [made, setMade] = useState<MadeApiKey>();
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          {t.keysAbout}
        </Text>
        <Button leftSection={<IconPlus size={16} />} onClick={open}>
          {t.newKey}
        </Button>
      </Group>
      {made && <MadeKey made={made} onClose={() => setMade(undefined)} />}
      <Keys onNew={open} />
      <Snippets apiKey={made?.key} />
      {opened && (
        <KeyModal
          onMade={(each) => {
            setMade(each);
            close();
          }}
          onClose={close}
        />
      )}
    </Stack>
  );
}
