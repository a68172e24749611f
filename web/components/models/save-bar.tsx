import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { ApiError } from '@/lib/api/errors';
import { useReloadModels } from '@/lib/api/models';
import classes from './models.module.css';

interface Props {
  error: ApiError | null;
  busy: boolean;
  onDiscard: () => void;
}

/** Stays in sight while something is not saved. */
export function SaveBar({ error, busy, onDiscard }: Props) {
  const reload = useReloadModels();
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
            <Button type="submit" loading={busy}>
              Save
            </Button>
          </Group>
        </Group>
      </Stack>
    </Paper>
  );
}
