import { Alert, Badge, Box, Button, Group, Paper, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { GuardedButton } from '@/components/ui/guarded-button';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/knowledge';
import { useShown } from './use-shown';

interface Props {
  id: string;
  /** What people call it. */
  name: string;
  badge?: string;
  author: string;
  updated_at: string;
  problem?: { detail: string };
  removing: { mutate: (id: string) => void; isPending: boolean; error: unknown };
  onEdit: () => void;
  /** Further things to do with it. */
  actions?: ReactNode;
  children: ReactNode;
}

/** One thing that was taught, and why it rests when it does. */
export function LessonCard({ id, name, badge, author, updated_at, problem, removing, onEdit, actions, children }: Props) {
  const mayWrite = usePermission('write');
  const { ref, shown } = useShown(id);
  return (
    <Paper ref={ref} p="md" component="article" aria-label={name} bd={shown ? '2px solid var(--parlance-accent)' : undefined}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box flex={1} miw={200}>
          <Group gap="xs" mb={4}>
            <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            {badge && (
              <Badge variant="light" tt="none" fw={550}>
                {badge}
              </Badge>
            )}
            {problem && (
              <Badge variant="light" color="red" tt="none" fw={550}>
                {t.rests}
              </Badge>
            )}
          </Group>
          {children}
          <Text size="xs" c="dimmed" mt={4} title={exactMoment(updated_at)}>
            {author}, {ago(updated_at)}
          </Text>
        </Box>
        <Group gap="xs">
          {actions}
          {mayWrite && (
            <>
              <Button size="compact-sm" variant="default" onClick={onEdit} aria-label={t.editThis(name)}>
                {t.edit}
              </Button>
              <GuardedButton
                label={t.deleteIt}
                describes={t.deleteThis(name)}
                title={t.reallyDeleteThis(name)}
                text={t.deleteLessonMeans}
                action={t.deleteIt}
                busy={removing.isPending}
                error={removing.error}
                onConfirm={() => removing.mutate(id)}
              />
            </>
          )}
        </Group>
      </Group>
      {problem && (
        <Alert color="red" variant="light" mt="sm" py="xs" icon={<IconAlertTriangle aria-hidden />}>
          {t.noLongerHolds(problem.detail)}
        </Alert>
      )}
    </Paper>
  );
}
