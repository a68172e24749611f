'use client';

import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { Logo } from '@/components/ui/logo';
import { WaitingDots } from '@/components/ui/waiting';
import { finishSignIn } from '@/lib/api/sign-in';
import { safePath } from '@/lib/next-path';
import * as t from '@/texts/auth';
import { useAuth } from './auth-context';

/** Where a provider sends people back to. Its words are used once and leave the address at once. */
export function SsoPage() {
  const router = useRouter();
  const { status } = useAuth();
  const [error, setError] = useState<unknown>();
  const begun = useRef(false);

  useEffect(() => {
    // Whoever is signed in already is found out first, or the two would meet half-way.
    if (begun.current || status === 'restoring') return;
    begun.current = true;
    const query = window.location.search;
    window.history.replaceState(window.history.state, '', window.location.pathname);
    finishSignIn(query).then((next) => router.replace(safePath(next)), setError);
  }, [router, status]);

  return (
    <Center component="main" mih="100dvh" px="md" py="xl">
      <Stack w="100%" maw={460} gap="lg">
        <Stack align="center" gap={6}>
          <Logo size={44} />
          <Title order={1} size={30} mt="xs" ta="center">
            {error ? t.notSignedIn : t.signingYouIn}
          </Title>
        </Stack>
        {error ? (
          <ErrorPanel error={error}>
            <Button size="xs" variant="default" component={Link} href="/login">
              {t.toSignIn}
            </Button>
          </ErrorPanel>
        ) : (
          <Stack align="center">
            <WaitingDots />
            <Text c="dimmed">{t.sentBack}</Text>
          </Stack>
        )}
      </Stack>
    </Center>
  );
}
