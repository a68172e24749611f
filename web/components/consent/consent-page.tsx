'use client';

import { Stack, Title } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Logo } from '@/components/ui/logo';
import { WaitingDots } from '@/components/ui/waiting';
import { useConsent } from '@/lib/api/consent';
import { IconPlugConnectedX } from '@tabler/icons-react';
import * as t from '@/texts/consent';
import { ConsentCard } from './consent-card';

const nothing = () => () => undefined;

/** The query that the program sent along, as it stands in the address. */
function useQueryText(): string {
  return useSyncExternalStore(
    nothing,
    () => window.location.search.slice(1),
    () => '',
  );
}

export function ConsentPage() {
  const query = useQueryText();
  const { data, error } = useConsent(query);

  return (
    <Stack w="100%" maw={460} gap="lg">
      <Stack align="center" gap={6}>
        <Logo size={44} />
        <Title order={1} size={30} mt="xs" ta="center">
          {t.connectProgram}
        </Title>
      </Stack>
      {query === '' && (
        <EmptyState
          icon={<IconPlugConnectedX size={26} />}
          title={t.noRequest}
          text={t.noRequestText}
        />
      )}
      {error && <ErrorPanel error={error} />}
      {data && <ConsentCard consent={data} query={query} />}
      {query !== '' && !data && !error && (
        <WaitingDots mx="auto" />
      )}
    </Stack>
  );
}
