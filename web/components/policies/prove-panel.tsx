import { Button, Group, Loader, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useProvePolicy, useTestPolicy } from '@/lib/api/policies';
import type { Guise } from '@/lib/api/types';
import { attributesAsked } from '@/lib/policies/document';
import * as t from '@/texts/policies';
import { GuiseSelect } from './guise-select';
import { ProofView } from './proof-view';
import { TestResults } from './test-results';
import type { Desk } from './types';

const counts = ['50', '300', '1000', '2000'].map((value) => ({ value, label: t.statementChoice(value) }));

function Tests({ policy, draft }: Desk) {
  const { mutate, data, isPending, error } = useTestPolicy(policy.connection_id);
  return (
    <Paper p="lg" component="section" aria-label={t.policyTests}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t.tests}
          </Title>
          <Button variant="default" loading={isPending} disabled={policy.tests.length === 0} onClick={() => mutate(draft)}>
            {t.runTheTests}
          </Button>
        </Group>
        {error && <ErrorPanel error={error} />}
        <TestResults tests={data?.tests ?? []} />
        {policy.tests.length > 0 && !data && <Text size="sm">{policy.tests.map(({ name }) => name).join(' · ')}</Text>}
      </Stack>
    </Paper>
  );
}

/** Two worlds: copies of the source that are equal in all that somebody may see. Whatever differs in an answer gives something away. */
export function ProvePanel(desk: Desk) {
  const { policy, draft } = desk;
  const [as, setAs] = useState<Guise>({ role: 'analyst' });
  const [count, setCount] = useState('300');
  const { mutate, data, variables, isPending, error } = useProvePolicy();
  const prove = () => mutate({ connection_id: policy.connection_id, as, document: draft, count: Number(count) });
  return (
    <Stack>
      <Paper p="lg" component="section" aria-label={t.provePolicy}>
        <Stack gap="sm">
          <Title order={2} size="h4">
            {t.provePolicy}
          </Title>
          <Text size="sm" c="dimmed" maw={680}>
            {t.proveAbout}
          </Text>
          <GuiseSelect as={as} asked={attributesAsked(draft)} onChange={setAs} />
          <Group align="flex-end">
            <Select label={t.ask} data={counts} value={count} onChange={(value) => setCount(value ?? '300')} allowDeselect={false} />
            <Button leftSection={<IconShieldCheck size={16} />} loading={isPending} onClick={prove}>
              {t.provePolicy}
            </Button>
          </Group>
          {isPending && (
            <Group gap="xs" role="status">
              <Loader size="sm" aria-hidden />
              <Text size="sm">{t.askingBoth}</Text>
            </Group>
          )}
          {error && <ErrorPanel error={error} onRetry={prove} />}
        </Stack>
      </Paper>
      {data && variables && <ProofView proof={data} asked={variables} version={policy.version} />}
      <Tests {...desk} />
    </Stack>
  );
}
