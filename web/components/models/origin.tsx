import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmModal } from '@/components/ui/confirm-modal';
import { useResetModels } from '@/lib/api/models';
import type { Models } from '@/lib/api/types';
import { ago } from '@/lib/format';
import * as t from '@/texts/models';

function textOf({ from, updated_by, updated_at }: Models): [title: string, text: string] {
  switch (from) {
    case 'tenant':
      return [t.ownSettings, updated_at ? t.savedBy(updated_by, ago(updated_at)) : ''];
    case 'server':
      return [t.serverSettings, t.serverSettingsText];
    case 'shipped':
      return [t.shippedSettings, t.shippedSettingsText];
  }
}

/** Which settings are in force. */
export function Origin({ models }: { models: Models }) {
  const [asking, setAsking] = useState(false);
  const { mutate, isPending, error } = useResetModels();
  const [title, text] = textOf(models);
  const close = () => setAsking(false);
  return (
    <Paper p="md" component="section" aria-label={t.settingsInForce}>
      <Group justify="space-between">
        <div>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </div>
        {models.from === 'tenant' && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t.backToDefault}
          </Button>
        )}
      </Group>
      <ConfirmModal
        opened={asking}
        title={t.reallyBackToDefault}
        text={t.backToDefaultMeans}
        action={t.deleteOwnSettings}
        busy={isPending}
        error={error}
        onConfirm={() => mutate(models.version, { onSuccess: close })}
        onClose={close}
      />
    </Paper>
  );
}
