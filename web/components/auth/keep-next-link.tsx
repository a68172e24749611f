'use client';

import { Anchor } from '@mantine/core';
import { useSearchParams } from 'next/navigation';
import { Suspense, type ReactNode } from 'react';
import { Link } from '@/components/ui/link';

function WithSearch({ path, children }: { path: string; children: ReactNode }) {
  const search = useSearchParams().toString();
  return (
    <Anchor component={Link} size="sm" fw={550} href={search ? `${path}?${search}` : path}>
      {children}
    </Anchor>
  );
}

/** A link between the doors that keeps in mind where the person wanted to go. */
export function KeepNextLink(props: { path: string; children: ReactNode }) {
  return (
    <Suspense fallback={<Anchor size="sm" fw={550} href={props.path}>{props.children}</Anchor>}>
      <WithSearch {...props} />
    </Suspense>
  );
}
