'use client';

import { Stack, Text } from '@mantine/core';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { Command } from '@/components/ui/command';
import { ErrorPanel } from '@/components/ui/error-panel';
import { GuardedButton } from '@/components/ui/guarded-button';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { Waiting } from '@/components/ui/waiting';
import { useRemoveSignIn, useSignInSettings } from '@/lib/api/sign-in';
import * as t from '@/texts/sign-in';
import { SignInForm } from './sign-in-form';

function Remove() {
  const { mutateAsync, isPending, error } = useRemoveSignIn();
  return (
    <GuardedButton
      label={t.removeProviderLabel}
      describes={t.removeProviderLabel}
      title={t.reallyRemoveProvider}
      text={t.removeProviderMeans}
      action={t.removeProvider}
      w="fit-content"
      busy={isPending}
      error={error}
      onConfirm={() => tellWhenDone(mutateAsync(undefined), () => t.providerRemoved)}
    />
  );
}

function SignIn() {
  const { data, error, refetch } = useSignInSettings();
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting h={320} />;
  const { provider, redirect_uri, sign_out_uri, link } = data;
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw={640}>
        {t.signInAbout}
      </Text>
      <Command label={t.redirectAddress} text={redirect_uri} />
      <SignInForm key={provider?.version ?? 0} provider={provider} signOutUri={sign_out_uri} />
      {provider?.enabled && link && (
        <Stack gap="xs" component="section" aria-label={t.teamLink}>
          <Text size="sm" c="dimmed">
            {t.teamLinkAbout}
          </Text>
          <Command label={t.signInLink} text={link} />
        </Stack>
      )}
      {provider && <Remove />}
    </Stack>
  );
}

export function SignInPage() {
  return (
    <PermissionGuard permission="admin" title={t.onlyAdminsSignIn}>
      <SignIn />
    </PermissionGuard>
  );
}
