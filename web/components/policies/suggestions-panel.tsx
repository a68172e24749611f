import { Badge, Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useSuggestPolicy } from '@/lib/api/policies';
import type { FoundColumn, Mask } from '@/lib/api/types';
import { percent } from '@/lib/format';
import { keyOf, type ColumnRule, type PolicyDocument } from '@/lib/policies/document';
import { withColumn } from '@/lib/policies/edits';
import { maskLabel } from '@/lib/policies/masks';
import * as t from '@/texts/policies';
import type { Desk } from './types';

/** The mask in every rule that names the table; in the first rule when none does. */
function withMask(draft: PolicyDocument, { column: { schema, table, column }, mask }: FoundColumn): PolicyDocument {
  const naming = draft.rules.map((rule, at) => ({ at, key: keyOf(rule, schema, table) })).filter(({ at, key }) => draft.rules[at]?.tables?.[key]);
  const targets = naming.length > 0 ? naming : [{ at: 0, key: keyOf(draft.rules[0], schema, table) }];
  return targets.reduce((document, { at, key }) => withColumn(document, at, key, column, mask as ColumnRule), draft);
}

/** Whether every rule that names the table says something stricter than the value itself. */
function isMasked(draft: PolicyDocument, { column: { schema, table, column } }: FoundColumn): boolean {
  const said = draft.rules.map((rule) => rule.tables?.[keyOf(rule, schema, table)]).filter((rule) => rule !== undefined);
  return said.length > 0 && said.every((rule) => rule.hidden || (rule.columns?.[column]?.mask ?? 'none') !== 'none');
}

interface FoundProps extends Pick<Desk, 'draft' | 'onDraft'> {
  found: FoundColumn;
}

function Found({ found, draft, onDraft }: FoundProps) {
  const { column, kind, confidence, mask, evidence } = found;
  const name = [column.schema, column.table, column.column].filter(Boolean).join('.');
  return (
    <Paper p="md" component="article" aria-label={name}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={6} miw={0}>
          <Group gap="xs">
            <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            <Badge variant="light" tt="none" fw={550}>
              {kind.replaceAll('_', ' ')}
            </Badge>
            <Text size="sm" c="dimmed">
              {t.sureMask(percent(confidence), maskLabel((mask as { mask?: Mask }).mask ?? 'none'))}
            </Text>
          </Group>
          <List size="sm" c="dimmed">
            {evidence.map(({ says }) => (
              <List.Item key={says}>{says}</List.Item>
            ))}
          </List>
        </Stack>
        {isMasked(draft, found) ? (
          <Badge variant="default" tt="none" style={{ flexShrink: 0 }}>
            {t.maskedAlready}
          </Badge>
        ) : (
          <Button size="xs" variant="light" style={{ flexShrink: 0 }} aria-label={t.mask(name)} onClick={() => onDraft(withMask(draft, found))} disabled={draft.rules.length === 0}>
            {t.maskIt}
          </Button>
        )}
      </Group>
    </Paper>
  );
}

/** Columns that seem sensitive, by their names, types and up to a hundred rows of each table. */
export function SuggestionsPanel({ policy, draft, onDraft }: Desk) {
  const { mutate, data, isPending, error } = useSuggestPolicy(policy.connection_id);
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={620}>
          {t.suggestionsAbout}
        </Text>
        <Button variant="default" loading={isPending} leftSection={<IconSparkles size={16} />} onClick={() => mutate()}>
          {t.lookForSensitive}
        </Button>
      </Group>
      {error && <ErrorPanel error={error} onRetry={() => mutate()} />}
      {data?.found.length === 0 && <EmptyState icon={<IconSparkles size={26} />} title={t.nothingSensitive} text={t.nothingSensitiveText} />}
      {data?.found.map((found) => (
        <Found key={JSON.stringify(found.column)} found={found} draft={draft} onDraft={onDraft} />
      ))}
    </Stack>
  );
}
