import { Button, Group, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { DryRun, Fix } from '@/lib/api/types';
import * as t from '@/texts/sql';
import type { Work } from './use-fixing';

function checkedText({ tables, columns, limits }: DryRun): string {
  const masked = columns.filter((each) => each.masked).length;
  return t.checked(tables.map((each) => each.table).join(', '), columns.length, masked, limits.rows_max);
}

function fixedText({ author, changes }: Fix): string {
  if (changes.length === 0) return t.nothingWrong;
  const by = author === 'model' ? t.repairedByModel : t.putRight;
  return t.repaired(by, changes.join('; '));
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
            {t.fixIt}
          </Button>
        </ErrorPanel>
      ) : (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {check.data && !pending ? checkedText(check.data) : t.checking}
          </Text>
        </Group>
      )}
    </Stack>
  );
}
