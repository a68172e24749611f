'use client';

import { Button, Container, Group, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { IconSparkles } from '@tabler/icons-react';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { BackLink } from '@/components/ui/back-link';
import { ErrorPanel } from '@/components/ui/error-panel';
import { PageHeader } from '@/components/ui/page-header';
import { WaitingDots } from '@/components/ui/waiting';
import { useConnections } from '@/lib/api/connections';
import { useSuggestDashboard } from '@/lib/api/dashboards';
import type { Connection } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import { usualSource } from '@/lib/usual-source';
import * as t from '@/texts/proposals';
import { ProposalView } from './proposal-view';

function useProposal(connections: Connection[]) {
  const suggest = useSuggestDashboard();
  const form = useForm({
    initialValues: { connection_id: usualSource(connections)?.id ?? null, goal: '' },
    validate: { connection_id: isNotEmpty(t.sourceMissing) },
  });
  const sent = useSubmit(form, ({ connection_id, goal }) =>
    suggest.mutateAsync({ connection_id: connection_id ?? '', ...(goal.trim() && { goal: goal.trim() }) }),
  );
  return { form, proposal: suggest.data, ...sent };
}

function Propose({ connections }: { connections: Connection[] }) {
  const { form, proposal, error, busy, onSubmit } = useProposal(connections);
  const sources = connections.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Stack gap="lg">
      <Paper component="form" p="md" onSubmit={onSubmit} noValidate>
        <Group align="flex-start" gap="sm">
          <Select label={t.source} flex="1 1 200px" data={sources} allowDeselect={false} {...form.getInputProps('connection_id')} />
          <TextInput
            label={t.goal}
            placeholder={t.goalExample}
            flex="3 1 260px"
            maxLength={500}
            {...form.getInputProps('goal')}
          />
          <Button type="submit" loading={busy} mt={25} leftSection={<IconSparkles size={16} aria-hidden />}>
            {t.propose}
          </Button>
        </Group>
        <Text size="sm" c="dimmed" mt="xs" role="status">
          {busy ? t.proposing : t.proposingText}
        </Text>
      </Paper>
      {error && <ErrorPanel error={error} />}
      {proposal && <ProposalView key={JSON.stringify(proposal.tiles)} proposal={proposal} />}
    </Stack>
  );
}

export function ProposePage() {
  const { data: connections, error, refetch } = useConnections();
  return (
    <PermissionGuard permission="write" title={t.mayNotMake}>
      <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
        <BackLink href="/dashboards" label={t.dashboards} />
        <PageHeader title={t.proposeTitle} text={t.proposeAbout} />
        {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!connections && !error && <WaitingDots />}
        {connections && <Propose connections={connections} />}
      </Container>
    </PermissionGuard>
  );
}
