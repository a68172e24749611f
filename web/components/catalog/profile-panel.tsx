import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconChartBarOff, IconHourglass, IconLock } from '@tabler/icons-react';
import { usePermission } from '@/components/auth/auth-context';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useTableProfile } from '@/lib/api/catalog';
import { asApiError } from '@/lib/api/errors';
import { profileSummary, withheldWords } from '@/lib/catalog/profile';
import { ago } from '@/lib/format';
import { useAddress } from '@/lib/use-address';
import * as t from '@/texts/profile';
import classes from './catalog.module.css';
import { ProfileColumn } from './profile-column';
import type { TableDesk } from './table-view';

function Off() {
  const mayAdmin = usePermission('admin');
  const { set } = useAddress();
  return (
    <EmptyState icon={<IconChartBarOff size={26} />} title={t.profilesOff} text={t.profilesOffText}>
      {mayAdmin && (
        <Button variant="default" onClick={() => set({ tab: 'settings' })}>
          {t.changeSettings}
        </Button>
      )}
    </EmptyState>
  );
}

function Unprofiled({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { code } = asApiError(error);
  if (code === 'profile_off') return <Off />;
  if (code !== 'profile_busy') return <ErrorPanel error={error} onRetry={onRetry} />;
  return (
    <EmptyState icon={<IconHourglass size={26} />} title={t.notCounted} text={t.profileBusy}>
      <Button variant="default" onClick={onRetry}>
        {t.tryAgain}
      </Button>
    </EmptyState>
  );
}

/** How the values of a table are spread, as far as the one who looks may know. */
export function ProfilePanel({ source, table }: TableDesk) {
  const { data, error, refetch, isFetching } = useTableProfile(source, table);
  if (error && !isFetching) return <Unprofiled error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <Stack gap="xs" role="status" aria-label={t.countingValues}>
        <Text size="sm" c="dimmed">
          {t.countingSlow}
        </Text>
        <Skeleton h={260} />
      </Stack>
    );
  }
  if (data.withheld) return <EmptyState icon={<IconLock size={26} />} title={t.notForYou} text={withheldWords[data.withheld]} />;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {profileSummary(data)}
        </Text>
        <Text size="sm" c="dimmed">
          {t.counted(ago(data.computed_at))}
        </Text>
      </Group>
      <div className={classes.figures}>
        {data.columns.map((column) => (
          <ProfileColumn key={column.name} column={column} rows={data.rows_looked_at} />
        ))}
      </div>
    </Stack>
  );
}
