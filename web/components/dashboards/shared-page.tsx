'use client';

import { Button, Container, Skeleton, Stack } from '@mantine/core';
import { IconLinkOff, IconLogin2 } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useAuth } from '@/components/auth/auth-context';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { asApiError } from '@/lib/api/errors';
import { useShared } from '@/lib/api/shares';
import * as t from '@/texts/shared';
import { SharedBoard } from './shared-board';

function onHash(listener: () => void) {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The word of the link: it stands behind `#`, which browsers send to nobody. */
function useToken(): string | undefined {
  return useSyncExternalStore(
    onHash,
    () => window.location.hash.slice(1),
    () => undefined,
  );
}

function SignIn({ token }: { token: string }) {
  return (
    <EmptyState icon={<IconLogin2 size={26} />} title={t.signInTitle} text={t.signInText}>
      <Button component={Link} href={`/login?next=/shared#${token}`} mt="md">
        {t.signIn}
      </Button>
    </EmptyState>
  );
}

function NoLink() {
  return (
    <EmptyState
      icon={<IconLinkOff size={26} />}
      title={t.linkBroken}
      text={t.linkBrokenText}
    />
  );
}

function Trouble({ error, token, onRetry }: { error: unknown; token: string; onRetry: () => void }) {
  const { status, code } = asApiError(error);
  if (status === 401) return <SignIn token={token} />;
  if (code === 'share_not_found') return <NoLink />;
  return <ErrorPanel error={error} onRetry={onRetry} />;
}

/** A dashboard for who has a link to it: bare, and to look at only. */
export function SharedPage() {
  const token = useToken();
  const ready = useAuth().status !== 'restoring';
  const { data, error, refetch } = useShared(token ?? '', ready);
  return (
    <Container component="main" size={1480} py={{ base: 'lg', sm: 'xl' }}>
      {token === '' && <NoLink />}
      {token && error && !data && <Trouble error={error} token={token} onRetry={() => void refetch()} />}
      {token !== '' && !data && !error && (
        <Stack aria-label={t.loading} role="status">
          <Skeleton h={44} w={260} />
          <Skeleton h={420} />
        </Stack>
      )}
      {token && data && <SharedBoard key={token} token={token} dashboard={data} />}
    </Container>
  );
}
