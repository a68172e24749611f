'use client';

import { IconShieldLock } from '@tabler/icons-react';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { SourcePage } from '@/components/sources/source-page';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { usePolicy } from '@/lib/api/policies';
import * as t from '@/texts/policies';
import { PolicyDesk } from './policy-desk';

const loading = <Waiting h={320} />;

function SourcePolicy({ source }: { source: string }) {
  const { data, error, refetch } = usePolicy(source);
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return data ? <PolicyDesk key={`${source} ${data.version}`} policy={data} /> : loading;
}

export function PoliciesPage() {
  return (
    <PermissionGuard permission="admin" title={t.onlyAdminsSeePolicies}>
      <SourcePage size="xl" icon={<IconShieldLock size={26} />} withoutSource={t.noSourceForPolicy}>
        {(source) => <SourcePolicy source={source} />}
      </SourcePage>
    </PermissionGuard>
  );
}
