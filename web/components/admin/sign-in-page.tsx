'use client';

import { Skeleton, Stack, Text } from '@mantine/core';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { Command } from '@/components/ui/command';
import { ErrorPanel } from '@/components/ui/error-panel';
import { GuardedButton } from '@/components/ui/guarded-button';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useRemoveSignIn, useSignInSettings } from '@/lib/api/sign-in';
import { SignInForm } from './sign-in-form';

function Remove() {
  const { mutateAsync, isPending, error } = useRemoveSignIn();
  return (
    <GuardedButton
      label="Remove the provider"
      describes="Remove the provider"
      title="Remove the provider?"
      text="Its button goes. Who has no password cannot sign in again, until a provider is set up or you invite them anew."
      action="Remove provider"
      w="fit-content"
      busy={isPending}
      error={error}
      onConfirm={() => tellWhenDone(mutateAsync(undefined), () => 'The provider is removed')}
    />
  );
}

function SignIn() {
  const { data, error, refetch } = useSignInSettings();
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h={320} aria-label="Loading" role="status" />;
  const { provider, redirect_uri, sign_out_uri, link } = data;
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw={640}>
        People can sign in at your OpenID provider (Entra ID, Google, Okta, Keycloak and others) instead of with a password.
        Register Parlance there as a web application, with this address to send people back to:
      </Text>
      <Command label="Redirect address" text={redirect_uri} />
      <SignInForm key={provider?.version ?? 0} provider={provider} signOutUri={sign_out_uri} />
      {provider?.enabled && link && (
        <Stack gap="xs" component="section" aria-label="Link for your team">
          <Text size="sm" c="dimmed">
            This link shows the button to your people. On a server with one team it stands on the sign-in page for everybody.
          </Text>
          <Command label="Sign-in link" text={link} />
        </Stack>
      )}
      {provider && <Remove />}
    </Stack>
  );
}

export function SignInPage() {
  return (
    <PermissionGuard permission="admin" title="Only administrators decide where people sign in">
      <SignIn />
    </PermissionGuard>
  );
}
