import { Group, NumberInput, Select, Table, Text, TextInput } from '@mantine/core';
import type { ExplainedTable, Mask } from '@/lib/api/types';
import type { ColumnRule } from '@/lib/policies/document';
import { withColumn } from '@/lib/policies/edits';
import { maskExample, masks } from '@/lib/policies/masks';
import * as t from '@/texts/policies';
import type { Desk } from './types';

interface Props extends Pick<Desk, 'draft' | 'onDraft'> {
  at: number;
  name: string;
  table: ExplainedTable;
}

const choices = [{ value: 'default', label: t.notNamed }, ...masks.map(({ value, label }) => ({ value, label }))];

function first(mask: Mask): ColumnRule {
  if (mask === 'bucket') return { mask, size: 10 };
  return mask === 'constant' ? { mask, value: 'withheld' } : { mask };
}

interface RowProps {
  column: string;
  rule?: ColumnRule;
  onChange: (rule?: ColumnRule) => void;
}

function ColumnRow({ column, rule, onChange }: RowProps) {
  const mask = rule ? (rule.mask ?? 'none') : undefined;
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{column}</Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Select
            aria-label={t.whatColumnShows(column)}
            size="xs"
            w={170}
            data={choices}
            value={mask ?? 'default'}
            allowDeselect={false}
            onChange={(value) => onChange(value === 'default' || !value ? undefined : first(value as Mask))}
          />
          {mask === 'bucket' && (
            <NumberInput aria-label={t.sizeOf(column)} size="xs" w={110} min={1} max={1e12} allowDecimal={false} value={rule?.size ?? 10} onChange={(size) => onChange({ mask, size: Number(size) || 1 })} />
          )}
          {mask === 'constant' && (
            <TextInput aria-label={t.valueOf(column)} size="xs" w={140} value={String(rule?.value ?? '')} onChange={(event) => onChange({ mask, value: event.currentTarget.value })} />
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {rule ? maskExample(rule) : ''}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

/** What single columns show in place of their values. */
export function ColumnRules({ draft, onDraft, at, name, table }: Props) {
  const rules = draft.rules[at]?.tables?.[name]?.columns ?? {};
  return (
    <Table.ScrollContainer minWidth={560} type="native">
      <Table fz="sm" verticalSpacing={4} aria-label={t.columnsOf(name)}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.column}</Table.Th>
            <Table.Th>{t.shows}</Table.Th>
            <Table.Th>{t.forExample}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.columns.map((column) => (
            <ColumnRow
              key={column.name}
              column={column.name}
              rule={rules[column.name]}
              onChange={(rule) => onDraft(withColumn(draft, at, name, column.name, rule))}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
