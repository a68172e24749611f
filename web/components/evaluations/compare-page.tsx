'use client';

import { Container, Stack } from '@mantine/core';
import { useSearchParams } from 'next/navigation';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { BackLink } from '@/components/ui/back-link';
import { ErrorPanel } from '@/components/ui/error-panel';
import { PageHeader } from '@/components/ui/page-header';
import { Waiting } from '@/components/ui/waiting';
import { useComparison } from '@/lib/api/evaluations';
import * as t from '@/texts/evaluations';
import { PairTable } from './pair-table';
import { TotalsCompared } from './totals-compared';
import { Verdict } from './verdict';

function Compared() {
  const search = useSearchParams();
  const before = search.get('before') ?? '';
  const after = search.get('after') ?? '';
  const { data, error, refetch } = useComparison(before, after);
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting h={320} />;
  return (
    <Stack>
      <Verdict comparison={data} before={before} after={after} />
      <TotalsCompared comparison={data} />
      <PairTable pairs={data.pairs} />
    </Stack>
  );
}

export function ComparePage() {
  return (
    <PermissionGuard permission="write" title={t.notAllowedToSee}>
      <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
        <BackLink href="/evaluations" label={t.evaluations} />
        <PageHeader title={t.compareTitle} text={t.compareAbout} />
        <Compared />
      </Container>
    </PermissionGuard>
  );
}
