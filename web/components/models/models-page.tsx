'use client';

import { Container, Skeleton, Stack } from '@mantine/core';
import { useState } from 'react';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { ErrorPanel } from '@/components/ui/error-panel';
import { PageHeader } from '@/components/ui/page-header';
import { useModels } from '@/lib/api/models';
import { ModelsForm } from './models-form';
import { Origin } from './origin';
import { ServerModels } from './server-models';

function Models() {
  const { data, error, refetch } = useModels();
  const [tab, setTab] = useState<string | null>('providers');
  const [own, setOwn] = useState(false);
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h={320} radius="lg" aria-label="Loading" role="status" />;
  const hidden = data.from === 'server' && !own;
  return (
    <Stack gap="lg">
      <Origin models={data} />
      {hidden ? (
        <ServerModels models={data} onOwn={() => setOwn(true)} />
      ) : (
        <ModelsForm key={`${data.from} ${data.version}`} models={data} tab={tab} onTab={setTab} />
      )}
    </Stack>
  );
}

export function ModelsPage() {
  return (
    <PermissionGuard permission="admin" title="Only administrators set up models">
      <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
        <PageHeader title="Models" text="Language models help where the built-in engine is not sure." />
        <Models />
      </Container>
    </PermissionGuard>
  );
}
