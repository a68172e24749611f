'use client';

import { Container, Skeleton, Stack } from '@mantine/core';
import { BackLink } from '@/components/ui/back-link';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useDashboard } from '@/lib/api/dashboards';
import { usePathId } from '@/lib/use-path-id';
import { useSliced } from '@/lib/use-sliced';
import * as t from '@/texts/board';
import { Board } from './board';

export function BoardPage() {
  const id = usePathId();
  const { data: dashboard, error, refetch } = useDashboard(id);
  const ready = useSliced(dashboard !== undefined);
  return (
    <Container size={1480} py={{ base: 'lg', sm: 'xl' }}>
      <BackLink href="/dashboards" label={t.dashboards} />
      {error && !dashboard && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!ready && !error && (
        <Stack aria-label={t.loading} role="status">
          <Skeleton h={44} w={260} />
          <Skeleton h={420} />
        </Stack>
      )}
      {ready && dashboard && <Board key={dashboard.id} dashboard={dashboard} />}
    </Container>
  );
}
