'use client';

import { Container, Stack } from '@mantine/core';
import { useState } from 'react';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { PlaceHeader } from '@/components/shell/place-header';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useModels } from '@/lib/api/models';
import * as t from '@/texts/models';
import { ModelsForm } from './models-form';
import { Origin } from './origin';
import { ServerModels } from './server-models';

function Models() {
  const { data, error, refetch } = useModels();
  const [tab, setTab] = useState<string | null>('providers');
  const [own, setOwn] = useState(false);
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting h={320} radius="lg" />;
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
    <PermissionGuard permission="admin" title={t.onlyAdminsSetUp}>
      <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
        <PlaceHeader />
        <Models />
      </Container>
    </PermissionGuard>
  );
}
