'use client';

import { Container, Skeleton, Stack } from '@mantine/core';
import { usePermission } from '@/components/auth/auth-context';
import { ErrorPanel } from '@/components/ui/error-panel';
import { PageHeader } from '@/components/ui/page-header';
import { useConnections } from '@/lib/api/connections';
import { AddCards } from './add-cards';
import { ConnectionCard } from './connection-card';

export function SourcesPage() {
  const { data: connections, error, refetch } = useConnections();
  const mayWrite = usePermission('write');
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PageHeader title="Sources" text="What you can ask: databases and files, read-only." />
      <Stack gap="xl">
        {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!connections && !error && <Skeleton h={96} radius="lg" aria-label="Loading" role="status" />}
        {connections && connections.length > 0 && (
          <Stack gap="sm" component="section" aria-label="Connected sources">
            {connections.map((connection) => (
              <ConnectionCard key={connection.id} connection={connection} />
            ))}
          </Stack>
        )}
        {connections && mayWrite && <AddCards connections={connections} />}
      </Stack>
    </Container>
  );
}
