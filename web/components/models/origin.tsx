import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmModal } from '@/components/ui/confirm-modal';
import { useResetModels } from '@/lib/api/models';
import type { Models } from '@/lib/api/types';
import { ago } from '@/lib/format';

function textOf({ from, updated_by, updated_at }: Models): [title: string, text: string] {
  switch (from) {
    case 'tenant':
      return ['Your team’s own settings', updated_at ? `Saved by ${updated_by ?? 'somebody'} ${ago(updated_at)}.` : ''];
    case 'server':
      return ['The settings of this server', 'Its operator made them for every team that has none of its own.'];
    case 'shipped':
      return ['The settings that Parlance ships', 'Nobody has a key in them, so the built-in engine answers alone.'];
  }
}

/** Which settings are in force. */
export function Origin({ models }: { models: Models }) {
  const [asking, setAsking] = useState(false);
  const { mutate, isPending, error } = useResetModels();
  const [title, text] = textOf(models);
  const close = () => setAsking(false);
  return (
    <Paper p="md" component="section" aria-label="Settings in force">
      <Group justify="space-between">
        <div>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </div>
        {models.from === 'tenant' && (
          <Button variant="default" onClick={() => setAsking(true)}>
            Go back to the default
          </Button>
        )}
      </Group>
      <ConfirmModal
        opened={asking}
        title="Go back to the default?"
        text="Your team’s settings are deleted, and its keys with them. Those of the server hold then, if its operator made any."
        action="Delete our settings"
        busy={isPending}
        error={error}
        onConfirm={() => mutate(models.version, { onSuccess: close })}
        onClose={close}
      />
    </Paper>
  );
}
