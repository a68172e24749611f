import { Button, Code, Group, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { asApiError } from '@/lib/api/errors';
import { usePolicyDryRun, usePolicyPreview } from '@/lib/api/policies';
import { withNewRule, withoutRule } from '@/lib/policies/edits';
import * as t from '@/texts/policies';
import { AudienceFields } from './audience-fields';
import { TableList } from './table-list';
import type { Desk } from './types';

/** What does not fit and is told at no table of the rule in sight. */
function Faults({ error, at }: { error: unknown; at: number }) {
  const problem = asApiError(error);
  const elsewhere = problem.fields.filter(({ pointer }) => !pointer.startsWith(`/document/rules/${at}/tables/`));
  if (problem.fields.length === 0) return <ErrorPanel error={problem} />;
  return elsewhere.map(({ pointer, detail }) => (
    <Text key={pointer + detail} size="sm" c="var(--mantine-color-error)" role="status" style={{ overflowWrap: 'anywhere' }}>
      {detail} <Code>{pointer.replace(/^\/document/, '')}</Code>
    </Text>
  ));
}

/** Writes the policy by form. Each change is held against the source by the server, without being saved. */
export function RulesPanel(desk: Desk) {
  const { policy, draft, onDraft } = desk;
  const [at, setAt] = useState(0);
  const [settled] = useDebouncedValue(draft, 400);
  const dry = usePolicyDryRun({ source: policy.connection_id, version: policy.version, document: settled });
  const whole = usePolicyPreview({ source: policy.connection_id, as: { role: 'owner' }, document: { unrestricted: ['owner'], rules: [] } });
  const rule = draft.rules[at];
  const names = draft.rules.map(({ id }, each) => ({ value: String(each), label: id || t.ruleNumber(each + 1) }));
  const checking = dry.isFetching || settled !== draft;
  return (
    <Stack>
      <Group align="flex-end" gap="xs">
        <Select label={t.rule} data={names} value={rule ? String(at) : null} onChange={(value) => setAt(Number(value ?? 0))} allowDeselect={false} placeholder={t.noRuleYet} />
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => {
            onDraft(withNewRule(draft));
            setAt(draft.rules.length);
          }}
        >
          {t.addARule}
        </Button>
        {rule && (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => {
              onDraft(withoutRule(draft, at));
              setAt(Math.max(at - 1, 0));
            }}
          >
            {t.removeThisRule}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t.strictestWins}
      </Text>
      {dry.error && <Faults error={dry.error} at={at} />}
      {rule && <AudienceFields key={at} draft={draft} onDraft={onDraft} at={at} />}
      {rule && (
        <TableList
          key={`tables ${at}`}
          {...desk}
          at={at}
          tables={whole.data?.tables}
          checking={checking}
          faults={dry.error ? asApiError(dry.error) : undefined}
          loadError={whole.error}
        />
      )}
    </Stack>
  );
}
