import { Accordion, Badge, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { SqlView } from '@/components/result/sql-view';
import { CodeField } from '@/components/ui/code-field';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useConnections } from '@/lib/api/connections';
import { usePolicyPreview } from '@/lib/api/policies';
import type { Guise } from '@/lib/api/types';
import { attributesAsked } from '@/lib/policies/document';
import { cellOf, fullName } from '@/lib/policies/words';
import * as t from '@/texts/policies';
import { GuiseSelect } from './guise-select';
import { SampleTable } from './sample-table';
import type { Desk } from './types';

/** The source through somebody's eyes, with the draft. */
export function PreviewPanel({ policy, draft }: Desk) {
  const [as, setAs] = useState<Guise>({ role: 'analyst' });
  const [sql, setSql] = useState('');
  const [asked] = useDebouncedValue({ as, sql: sql.trim(), document: draft }, 400);
  const { data, error, refetch } = usePolicyPreview({ source: policy.connection_id, ...asked, rows: 5 });
  const { data: connections } = useConnections();
  const kind = connections?.find(({ id }) => id === policy.connection_id)?.kind ?? 'postgres';
  return (
    <Stack>
      <GuiseSelect as={as} asked={attributesAsked(draft)} onChange={setAs} />
      <CodeField
        label={t.sqlOfPerson}
        description={t.sqlOfPersonHelp}
        placeholder={t.sqlExample}
        minRows={1}
        value={sql}
        onChange={(event) => setSql(event.currentTarget.value)}
      />
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting h={200} />}
      {data?.query?.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="status">
          {t.refusedWith(data.query.error)}
        </Text>
      )}
      {data?.query?.sql && <SqlView sql={data.query.sql} dialect={kind} />}
      {data && (
        <Accordion variant="separated" keepMounted={false}>
          {data.tables.slice(0, 100).map((table) => (
            <Accordion.Item key={fullName(table)} value={fullName(table)}>
              <Accordion.Control>
                <Group gap="xs">
                  <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
                    {fullName(table)}
                  </Text>
                  <Badge variant="default" tt="none" fw={500}>
                    {cellOf(table).text}
                  </Badge>
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                <SampleTable samples={data.samples} table={table} label={t.rowsOf(fullName(table))} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Stack>
  );
}
