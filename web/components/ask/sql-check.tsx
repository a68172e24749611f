import { Button, Group, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { DryRun, Fix } from '@/lib/api/types';
import { count } from '@/lib/format';
import type { Work } from './use-fixing';

function checkedText({ tables, columns, limits }: DryRun): string {
  const masked = columns.filter((each) => each.masked).length;
  const read = tables.length === 0 ? 'no table' : tables.map((each) => each.table).join(', ');
  const parts = [`Checked: reads ${read}`, count(columns.length, 'column')];
  if (masked > 0) parts.push(`${masked} of them masked for you`);
  parts.push(`at most ${count(limits.rows_max, 'row')}`);
  return `${parts.join(', ')}.`;
}

function fixedText({ author, changes }: Fix): string {
  if (changes.length === 0) return 'Nothing was wrong with it.';
  const by = author === 'model' ? 'A model repaired it' : 'Put right';
  return `${by}: ${changes.join('; ')}. Look at what changed before you run it.`;
}

interface Props {
  check: UseQueryResult<DryRun>;
  /** The text is newer than the check. */
  pending: boolean;
  work: Work;
}

/** What the guard says of the SQL as it stands, and the way out when it refuses. */
export function SqlCheck({ check, pending, work }: Props) {
  const { fix, fixing, fixed, fixError } = work;
  return (
    <Stack gap="xs" aria-live="polite">
      {fixed && <Text size="sm">{fixedText(fixed)}</Text>}
      {fixError && <ErrorPanel error={fixError} />}
      {check.error && !pending ? (
        <ErrorPanel error={check.error}>
          <Button size="xs" variant="default" loading={fixing} onClick={fix}>
            Fix it
          </Button>
        </ErrorPanel>
      ) : (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {check.data && !pending ? checkedText(check.data) : 'Checking…'}
          </Text>
        </Group>
      )}
    </Stack>
  );
}
