'use client';

import { Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { BackLink } from '@/components/ui/back-link';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useConnections } from '@/lib/api/connections';
import { useCancelEvaluation, useEvaluation } from '@/lib/api/evaluations';
import type { EvaluationDetail } from '@/lib/api/types';
import { engineName, titleOf } from '@/lib/evaluations/words';
import { exactMoment } from '@/lib/format';
import { usePathId } from '@/lib/use-path-id';
import * as t from '@/texts/evaluations';
import { DeleteButton } from './delete-button';
import { MarkList } from './mark-list';
import { Proposed } from './proposed';
import { RoleTotalsTable } from './role-totals-table';
import { RunProgress } from './run-progress';
import { StateBadge } from './state-badge';
import { TotalsGrid } from './totals-grid';

function Detail({ evaluation }: { evaluation: EvaluationDetail }) {
  const { data: connections } = useConnections();
  const cancel = useCancelEvaluation(evaluation.id);
  const source = connections?.find(({ id }) => id === evaluation.connection_id)?.name;
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1} size={30} style={{ overflowWrap: 'anywhere' }}>
            {titleOf(evaluation, source)}
          </Title>
          <Text c="dimmed">
            {engineName(evaluation.engine)} · {exactMoment(evaluation.created_at)}
            {evaluation.failure && ` · ${evaluation.failure}`}
          </Text>
        </div>
        <Group gap="xs">
          <StateBadge evaluation={evaluation} />
          {evaluation.state !== 'running' && <DeleteButton id={evaluation.id} />}
        </Group>
      </Group>
      {evaluation.state === 'running' && (
        <Group align="flex-end">
          <div style={{ flex: 1 }}>
            <RunProgress evaluation={evaluation} />
          </div>
          <Button variant="default" size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t.stop}
          </Button>
        </Group>
      )}
      {cancel.error && <ErrorPanel error={cancel.error} />}
      {evaluation.totals && <TotalsGrid totals={evaluation.totals} />}
      {evaluation.totals && <RoleTotalsTable roles={evaluation.totals.roles} />}
      {evaluation.proposed_knowledge && <Proposed yaml={evaluation.proposed_knowledge} />}
      <MarkList marks={evaluation.marks} />
    </Stack>
  );
}

function Loaded() {
  const { data, error, refetch } = useEvaluation(usePathId());
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <BackLink href="/evaluations" label={t.evaluations} />
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting h={320} mt="md" />}
      {data && <Detail evaluation={data} />}
    </Container>
  );
}

export function EvaluationPage() {
  return (
    <PermissionGuard permission="write" title={t.notAllowedToSee}>
      <Loaded />
    </PermissionGuard>
  );
}
