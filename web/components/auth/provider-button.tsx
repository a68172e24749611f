'use client';

import { Button, Divider } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useSearchParams } from 'next/navigation';
import { Suspense } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useAuthOptions } from '@/lib/api/auth';
import { useBeginSignIn } from '@/lib/api/sign-in';
import { safePath } from '@/lib/next-path';
import * as t from '@/texts/auth';

interface Props {
  invitation?: string;
}

function Inner({ invitation }: Props) {
  const search = useSearchParams();
  const { data } = useAuthOptions(search.get('sso') ?? undefined);
  const { mutate, isPending, isSuccess, error } = useBeginSignIn();
  if (!data?.provider) return null;
  const { id, name } = data.provider;
  const begin = () => mutate({ provider_id: id, next: safePath(search.get('next')), invitation_code: invitation });
  return (
    <>
      <Divider label={t.or} labelPosition="center" />
      {error && <ErrorPanel error={error} />}
      <Button variant="default" size="md" leftSection={<IconLogin2 size={18} aria-hidden />} loading={isPending || isSuccess} onClick={begin}>
        {invitation ? t.joinWith(name) : t.continueWith(name)}
      </Button>
    </>
  );
}

/** Signs in at the provider of the team whose link the person came by, or of the house. */
export function ProviderButton(props: Props) {
  return (
    <Suspense>
      <Inner {...props} />
    </Suspense>
  );
}
