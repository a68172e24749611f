'use client';

import { Alert, Anchor, Group, Select, Stack, Text } from '@mantine/core';
import { Link } from '@/components/ui/link';
import { useState, type ReactNode } from 'react';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { ErrorPanel } from '@/components/ui/error-panel';
import { FigureTable } from '@/components/ui/figure-table';
import { Waiting } from '@/components/ui/waiting';
import { useApiUsage } from '@/lib/api/audit';
import type { UsageGroup } from '@/lib/api/types';
import { actionWords, doorWords } from '@/lib/logs/words';
import { cellsOf, usageColumns } from '@/lib/usage';
import * as t from '@/texts/usage';
import { RequestsChart } from './requests-chart';
import { UsageTotals } from './usage-totals';

const periods = ['7', '30', '90', '365'].map((value) => ({ value, label: t.dayChoice(value) }));

function GroupTable({ label, heading, groups, words }: { label: string; heading: string; groups: UsageGroup[]; words: (group: UsageGroup) => ReactNode }) {
  if (groups.length === 0) return null;
  const rows = groups.map((group) => ({ key: group.name, name: words(group), cells: cellsOf(group) }));
  return <FigureTable label={label} heading={heading} columns={usageColumns} rows={rows} minWidth={520} />;
}

/** The way to what came with a key; one that is gone is only known by its id. */
function KeyName({ name, label }: UsageGroup) {
  return (
    <Anchor component={Link} href={`/logs?key=${name}`} size="sm">
      {label === name ? t.goneKey : label}
    </Anchor>
  );
}

function Usage() {
  const [period, setPeriod] = useState('30');
  const { data, error, refetch } = useApiUsage(Number(period));
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <Text size="sm" c="dimmed" maw={560}>
          {t.usageAbout}
        </Text>
        <Select aria-label={t.period} w={130} data={periods} value={period} onChange={(value) => setPeriod(value ?? '30')} allowDeselect={false} />
      </Group>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting h={420} />}
      {data && (
        <>
          {data.cut_short && <Alert variant="light">{t.usageCut}</Alert>}
          <UsageTotals total={data.total} />
          <RequestsChart days={data.days} />
          <GroupTable label={t.byDoor} heading={t.door} groups={data.doors} words={({ name }) => doorWords(name)} />
          <GroupTable label={t.byPerson} heading={t.person} groups={data.people} words={({ label }) => label} />
          <GroupTable label={t.byApiKey} heading={t.apiKey} groups={data.keys} words={(group) => <KeyName {...group} />} />
          <GroupTable label={t.byAction} heading={t.action} groups={data.actions} words={({ name }) => actionWords(name)} />
          <GroupTable label={t.byError} heading={t.error} groups={data.errors} words={({ name }) => name} />
        </>
      )}
    </Stack>
  );
}

export function UsagePage() {
  return (
    <PermissionGuard permission="admin" title={t.onlyAdminsSeeUsage}>
      <Usage />
    </PermissionGuard>
  );
}
