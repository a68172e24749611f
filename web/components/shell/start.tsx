'use client';

import { Center, Loader } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useConnections } from '@/lib/api/connections';

/** Goes on to the question box, or to the sources while there is nothing to ask. */
export function Start() {
  const { data, error, refetch } = useConnections();
  const router = useRouter();
  const target = data && (data.length > 0 ? '/ask' : '/sources');

  useEffect(() => {
    if (target) router.replace(target);
  }, [target, router]);

  return (
    <Center mih="100dvh" p="md">
      {error ? (
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      ) : (
        <Loader type="dots" aria-label="Loading" role="status" />
      )}
    </Center>
  );
}
