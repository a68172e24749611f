import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import * as t from '@/texts/ui';
import classes from './unsaved-bar.module.css';

interface Props {
  onDiscard: () => void;
  /** Why saving failed. */
  trouble?: ReactNode;
  /** The ways to save. */
  children: ReactNode;
}

/** Stays in sight while something is not saved. */
export function UnsavedBar({ onDiscard, trouble, children }: Props) {
  return (
    <Paper p="sm" className={classes.bar} component="section" aria-label={t.unsavedChanges}>
      <Stack gap="sm">
        {trouble}
        <Group justify="space-between" gap="sm">
          <Text size="sm" fw={550} role="status">
            {t.notSavedYet}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={onDiscard}>
              {t.discard}
            </Button>
            {children}
          </Group>
        </Group>
      </Stack>
    </Paper>
  );
}
