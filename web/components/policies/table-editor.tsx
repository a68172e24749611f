import { Button, Group, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconX } from '@tabler/icons-react';
import { CodeField } from '@/components/ui/code-field';
import type { ExplainedTable } from '@/lib/api/types';
import type { Effect } from '@/lib/policies/document';
import { withoutTable, withTable } from '@/lib/policies/edits';
import * as t from '@/texts/policies';
import { BeforeAfter } from './before-after';
import { ColumnRules } from './column-rules';
import type { Desk } from './types';

interface Props extends Desk {
  at: number;
  /** As the rule speaks of the table. */
  name: string;
  table: ExplainedTable;
  checking: boolean;
  /** Why the rule does not fit, as the server says. */
  faults: string[];
}

const fallbacks = [
  { value: '', label: t.asTheRule },
  { value: 'allow', label: t.seen },
  { value: 'deny', label: t.hidden },
];

function Verdict({ checking, faults }: { checking: boolean; faults: string[] }) {
  if (checking) return <Text size="sm" c="dimmed" role="status">{t.checking}</Text>;
  if (faults.length === 0) {
    return (
      <Text size="sm" c="var(--parlance-accent)" role="status">
        <IconCheck size={14} aria-hidden style={{ verticalAlign: -2 }} /> {t.conditionFits}
      </Text>
    );
  }
  return (
    <Text size="sm" c="var(--mantine-color-error)" role="status">
      <IconX size={14} aria-hidden style={{ verticalAlign: -2 }} /> {faults.join(' ')}
    </Text>
  );
}

/** What one rule says of one table. */
export function TableEditor({ at, name, table, checking, faults, ...desk }: Props) {
  const { draft, onDraft } = desk;
  const rule = draft.rules[at]?.tables?.[name];
  const [opened, { toggle }] = useDisclosure();
  const change = (part: Parameters<typeof withTable>[3]) => onDraft(withTable(draft, at, name, part));
  const names = (on: boolean) => onDraft(on ? withTable(draft, at, name, { default: 'allow' }) : withoutTable(draft, at, name));
  return (
    <Stack gap="md">
      <Group gap="xl">
        <Switch label={t.ruleNamesTable} checked={rule !== undefined} onChange={(event) => names(event.currentTarget.checked)} />
        {rule && <Switch label={t.hideTable} checked={rule.hidden ?? false} onChange={(event) => change({ hidden: event.currentTarget.checked || undefined })} />}
      </Group>
      {rule && !rule.hidden && (
        <>
          <Group gap="sm">
            <Text size="sm" fw={500} id={`fallback-${name}`}>
              {t.unnamedColumns}
            </Text>
            <SegmentedControl
              size="xs"
              aria-labelledby={`fallback-${name}`}
              data={fallbacks}
              value={rule.default ?? ''}
              onChange={(value) => change({ default: (value || undefined) as Effect | undefined })}
            />
          </Group>
          <ColumnRules draft={draft} onDraft={onDraft} at={at} name={name} table={table} />
          <CodeField
            label={t.rowsSeen}
            description={t.rowsSeenHelp}
            placeholder={t.ruleExample}
            minRows={1}
            maxLength={8192}
            value={rule.rows ?? ''}
            onChange={(event) => change({ rows: event.currentTarget.value || undefined })}
          />
        </>
      )}
      {rule && <Verdict checking={checking} faults={faults} />}
      <Group>
        <Button size="compact-sm" variant="default" onClick={toggle} aria-expanded={opened}>
          {opened ? t.hideRows : t.showRows}
        </Button>
      </Group>
      {opened && <BeforeAfter {...desk} at={at} table={table} />}
    </Stack>
  );
}
