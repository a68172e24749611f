import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { ApiError } from '@/lib/api/errors';
import { useReloadModels } from '@/lib/api/models';
import type { ModelSettings } from '@/lib/api/types';
import classes from './models.module.css';

const StartModal = dynamic(() => import('@/components/evaluations/start-modal').then((each) => each.StartModal));

/** What tells that all is saved; it would cover the bar, and is no longer true, when the bar comes. */
export const savedNotice = 'models-saved';

interface Props {
  error: ApiError | null;
  busy: boolean;
  /** What would be saved, without secrets. */
  proposal: () => ModelSettings;
  onDiscard: () => void;
}

/** Stays in sight while something is not saved. */
export function SaveBar({ error, busy, proposal, onDiscard }: Props) {
  const reload = useReloadModels();
  const [tried, setTried] = useState<ModelSettings>();
  useEffect(() => void notifications.hide(savedNotice), []);
  return (
    <Paper p="sm" className={classes.bar} component="section" aria-label="Unsaved changes">
      <Stack gap="sm">
        {error && (
          <ErrorPanel error={error}>
            {error.code === 'llm_settings_changed' && (
              <Button size="xs" variant="default" onClick={() => void reload()}>
                Drop mine and show what holds now
              </Button>
            )}
          </ErrorPanel>
        )}
        <Group justify="space-between" gap="sm">
          <Text size="sm" fw={550} role="status">
            Not saved yet
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={onDiscard}>
              Discard
            </Button>
            <Button variant="default" onClick={() => setTried(proposal())}>
              Try first
            </Button>
            <Button type="submit" loading={busy}>
              Save
            </Button>
          </Group>
        </Group>
      </Stack>
      {tried && <StartModal models={tried} onClose={() => setTried(undefined)} />}
    </Paper>
  );
}
