import { Button, Group, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { usePermission } from '@/components/auth/auth-context';
import type { Dashboard } from '@/lib/api/types';
import * as t from '@/texts/board';
import { DashboardMenu } from './dashboard-menu';
import { RefreshButtons } from './refresh-buttons';
import { StarButton } from './star-button';
import type { BoardRefresh } from './use-board-refresh';

interface Props {
  dashboard: Dashboard;
  refresh: BoardRefresh;
  editing: boolean;
  /** Missing for those who may not. */
  onEdit?: () => void;
}

export function BoardHead({ dashboard, refresh, editing, onEdit }: Props) {
  const { id, title, description, owner } = dashboard;
  const mayWrite = usePermission('write');
  const router = useRouter();
  return (
    <Group justify="space-between" align="flex-end" gap="sm">
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Group gap={6} wrap="nowrap">
          <Title order={1} size={30}>
            {title}
          </Title>
          <StarButton id={id} title={title} />
        </Group>
        <Text c="dimmed">{description || t.madeBy(owner)}</Text>
      </div>
      <Group gap="xs">
        <RefreshButtons refresh={refresh} mayChange={onEdit !== undefined} />
        {onEdit && !editing && (
          <Button variant="default" onClick={onEdit} leftSection={<IconPencil size={16} aria-hidden />}>
            {t.edit}
          </Button>
        )}
        {mayWrite && !editing && <DashboardMenu item={dashboard} onDeleted={() => router.replace('/dashboards')} />}
      </Group>
    </Group>
  );
}
