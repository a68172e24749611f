'use client';

import { Container, Stack } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { usePermission } from '@/components/auth/auth-context';
import { PlaceHeader } from '@/components/shell/place-header';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useConnections } from '@/lib/api/connections';
import * as t from '@/texts/sources';
import { AddCards } from './add-cards';
import { ConnectionCard } from './connection-card';

export function SourcesPage() {
  const { data: connections, error, refetch } = useConnections();
  const mayWrite = usePermission('write');
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PlaceHeader />
      <Stack gap="xl">
        {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!connections && !error && <Waiting h={96} radius="lg" />}
        {connections && connections.length > 0 && (
          <Stack gap="sm" component="section" aria-label={t.connectedSources}>
            {connections.map((connection) => (
              <ConnectionCard key={connection.id} connection={connection} />
            ))}
          </Stack>
        )}
        {connections?.length === 0 && !mayWrite && (
          <EmptyState icon={<IconDatabase size={26} />} title={t.noSourcesYet} text={t.noneForViewers} />
        )}
        {connections && mayWrite && <AddCards connections={connections} />}
      </Stack>
    </Container>
  );
}
