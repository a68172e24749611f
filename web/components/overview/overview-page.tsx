'use client';

import { Button, Container, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { TourOffer } from '@/components/help/tour-offer';
import { PlaceHeader } from '@/components/shell/place-header';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { Waiting } from '@/components/ui/waiting';
import { useConnections } from '@/lib/api/connections';
import type { Whose } from '@/lib/api/overview';
import { useSliced } from '@/lib/use-sliced';
import * as t from '@/texts/overview';
import { Asking } from './asking';
import { LatestBoards } from './latest-boards';
import { LatestQuestions } from './latest-questions';
import { ModelSpending } from './model-spending';
import classes from './overview.module.css';

const periods = [
  { value: '7', label: t.lastDays7Choice },
  { value: '30', label: t.lastDays30Choice },
  { value: '90', label: t.lastDays90Choice },
];

const whose: { value: Whose; label: string }[] = [
  { value: 'tenant', label: t.everyone },
  { value: 'own', label: t.mine },
];

function Body() {
  const mayAdmin = usePermission('admin');
  const [period, setPeriod] = useState('30');
  const [of, setOf] = useState<Whose>(mayAdmin ? 'tenant' : 'own');
  const days = Number(period);
  return (
    <Stack gap="lg">
      <Group gap="sm">
        {mayAdmin && (
          <SegmentedControl aria-label={t.whoseQuestions} data={whose} value={of} onChange={(value) => setOf(value as Whose)} />
        )}
        <SegmentedControl aria-label={t.period} data={periods} value={period} onChange={setPeriod} />
      </Group>
      <Asking days={days} of={of} />
      <div className={classes.pair}>
        <LatestQuestions />
        <LatestBoards />
      </div>
      {mayAdmin && <ModelSpending days={days} />}
    </Stack>
  );
}

/** The first page: how asking goes, and the ways on. Who has no source yet is led to the sources. */
export function OverviewPage() {
  const { data: connections, error, refetch } = useConnections();
  const router = useRouter();
  const hasNone = connections?.length === 0;
  const ready = useSliced(connections !== undefined && !hasNone);

  useEffect(() => {
    if (hasNone) router.replace('/sources');
  }, [hasNone, router]);

  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PlaceHeader>
        <Button component={Link} href="/ask" leftSection={<IconMessageCircle size={17} aria-hidden />}>
          {t.askAQuestion}
        </Button>
      </PlaceHeader>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!error && !ready && <Waiting h={420} />}
      {ready && <TourOffer />}
      {ready && <Body />}
    </Container>
  );
}
