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
import { KeyModal } from './key-modal';
import { KeyTable } from './key-table';
import { MadeKey } from './made-key';
import { Snippets } from './snippets';

function Keys({ onNew }: { onNew: () => void }) {
  const { data, error, refetch } = useApiKeys();
  const [all, setAll] = useState(false);
  const ended = data?.filter((key) => stateOf(key) !== 'active').length ?? 0;
  const empty = (
    <EmptyState icon={<IconKey size={26} />} title="No keys yet" text="A program with a key does what its person may do, or less, in that person’s name.">
      <Button mt="md" onClick={onNew}>
        Make the first
      </Button>
    </EmptyState>
  );
  return (
    <ListStates items={data} error={error} onRetry={() => void refetch()} empty={empty}>
      {(keys) => (
        <Stack gap="sm">
          <KeyTable keys={keys.filter((key) => all || stateOf(key) === 'active')} />
          {ended > 0 && <Switch label={`Show ${ended} that ended`} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />}
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
          Keys are for programs: scripts, reports, and clients of MCP. They see the rows and columns that their person sees.
        </Text>
        <Button leftSection={<IconPlus size={16} />} onClick={open}>
          New key
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
