'use client';

import { Container, Select } from '@mantine/core';
import { IconDatabase, IconShieldLock } from '@tabler/icons-react';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { PageHeader } from '@/components/ui/page-header';
import { Waiting } from '@/components/ui/waiting';
import { useConnections } from '@/lib/api/connections';
import { usePolicy } from '@/lib/api/policies';
import { useAddress } from '@/lib/use-address';
import { usualSource } from '@/lib/usual-source';
import * as t from '@/texts/policies';
import { PolicyDesk } from './policy-desk';

const loading = <Waiting h={320} />;

function SourcePolicy({ source }: { source: string }) {
  const { data, error, refetch } = usePolicy(source);
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return data ? <PolicyDesk key={`${source} ${data.version}`} policy={data} /> : loading;
}

function Policies() {
  const { data: connections, error, refetch } = useConnections();
  const { get, set } = useAddress();
  const chosen = connections?.find(({ id }) => id === get('source')) ?? usualSource(connections);
  return (
    <Container size="xl" py={{ base: 'lg', sm: 'xl' }}>
      <PageHeader title={t.policies} text={t.policiesAbout}>
        {connections && connections.length > 0 && (
          <Select
            aria-label={t.source}
            leftSection={<IconDatabase size={16} aria-hidden />}
            data={connections.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen?.id ?? null}
            onChange={(source) => set({ source: source ?? '' })}
            allowDeselect={false}
          />
        )}
      </PageHeader>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!connections && !error && loading}
      {connections?.length === 0 && (
        <EmptyState icon={<IconShieldLock size={26} />} title={t.noSourceYet} text={t.noSourceForPolicy} />
      )}
      {chosen && <SourcePolicy source={chosen.id} />}
    </Container>
  );
}

export function PoliciesPage() {
  return (
    <PermissionGuard permission="admin" title={t.onlyAdminsSeePolicies}>
      <Policies />
    </PermissionGuard>
  );
}
