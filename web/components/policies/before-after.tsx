import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useMe } from '@/components/auth/auth-context';
import { usePolicyPreview } from '@/lib/api/policies';
import type { ExplainedTable, Guise } from '@/lib/api/types';
import { documentOf } from '@/lib/policies/document';
import * as t from '@/texts/policies';
import { SampleTable } from './sample-table';
import type { Desk } from './types';

/** Somebody whom the rule is about. */
function audienceOf(desk: Desk, at: number): Guise {
  const to = desk.draft.rules[at]?.to;
  if (to?.users?.[0] && !to.roles?.length) return { user: to.users[0] };
  return { role: to?.roles?.[0] ?? 'viewer', attributes: to?.attributes };
}

function guiseText({ user, role }: Guise): string {
  return user ?? t.personWithRole(role);
}

/** The same table as the reader sees it now, and as somebody of the rule would with the draft. */
export function BeforeAfter({ at, table, ...desk }: Desk & { at: number; table: ExplainedTable }) {
  const source = desk.policy.connection_id;
  const [draft] = useDebouncedValue(desk.draft, 400);
  const as = audienceOf(desk, at);
  const before = usePolicyPreview({ source, as: { user: useMe()?.user.username }, document: documentOf(desk.policy.document) ?? { rules: [] }, rows: 3 });
  const after = usePolicyPreview({ source, as, document: draft, rows: 3 });
  const error = before.error ?? after.error;
  if (error) return <ErrorPanel error={error} />;
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Stack gap={4} miw={0}>
        <Text size="sm" fw={550}>
          {t.whatYouSee}
        </Text>
        <SampleTable samples={before.data?.samples} table={table} label={t.whatYouSee} />
      </Stack>
      <Stack gap={4} miw={0}>
        <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
          {t.wouldSee(guiseText(as))}
        </Text>
        <SampleTable samples={after.data?.samples} table={table} label={t.theyWouldSee} />
      </Stack>
    </SimpleGrid>
  );
}
