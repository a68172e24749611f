import { Group, Select } from '@mantine/core';
import type { ResultColumn, Summary, TimeUnit } from '@/lib/api/types';
import { isMoment, isNumeric } from '@/lib/result/cells';
import { nothing, type Shown } from '@/lib/result/chart-draft';

interface Props {
  label: string;
  optional?: boolean;
  shown: Shown;
  columns: ResultColumn[];
  onChange: (shown: Shown) => void;
}

const rows = 'rows';
const ways: Record<'number' | 'moment' | 'text', { value: string; label: string }[]> = {
  number: [
    { value: '', label: 'As it is' },
    { value: 'sum', label: 'Sum' },
    { value: 'average', label: 'Average' },
    { value: 'minimum', label: 'Least' },
    { value: 'maximum', label: 'Greatest' },
    { value: 'distinct', label: 'Different values' },
    { value: 'bin', label: 'In steps' },
  ],
  moment: [
    { value: '', label: 'As it is' },
    { value: 'hour', label: 'By hour' },
    { value: 'day', label: 'By day' },
    { value: 'week', label: 'By week' },
    { value: 'month', label: 'By month' },
    { value: 'quarter', label: 'By quarter' },
    { value: 'year', label: 'By year' },
    { value: 'minimum', label: 'First' },
    { value: 'maximum', label: 'Last' },
  ],
  text: [
    { value: '', label: 'As it is' },
    { value: 'distinct', label: 'Different values' },
  ],
};

const units = new Set(['hour', 'day', 'week', 'month', 'quarter', 'year']);

function kindOf(column: ResultColumn) {
  if (isMoment(column)) return 'moment';
  return isNumeric(column) ? 'number' : 'text';
}

function wayOf({ summary, unit, bin }: Shown): string {
  return bin ? 'bin' : summary || unit;
}

function shownWith(shown: Shown, way: string): Shown {
  const { column } = shown;
  if (way === 'bin') return { ...nothing, column, bin: true };
  return units.has(way) ? { ...nothing, column, unit: way as TimeUnit } : { ...nothing, column, summary: way as Summary | '' };
}

/** Which column a part of the chart shows, and how. */
export function ChannelField({ label, optional, shown, columns, onChange }: Props) {
  const value = shown.summary === 'count' ? rows : shown.column;
  const column = shown.column === '' ? undefined : columns[Number(shown.column)];
  const choices = [
    ...(optional ? [{ value: '', label: 'Nothing' }] : []),
    ...columns.map(({ name }, at) => ({ value: String(at), label: name })),
    { value: rows, label: 'Number of rows' },
  ];
  return (
    <Group grow align="flex-end">
      <Select
        label={label}
        data={choices}
        value={value}
        allowDeselect={false}
        searchable={columns.length > 8}
        onChange={(next) =>
          onChange(next === rows ? { ...nothing, summary: 'count' } : { ...nothing, column: next ?? '' })
        }
      />
      <Select
        label="How"
        aria-label={`How: ${label}`}
        data={column ? ways[kindOf(column)] : ways.text.slice(0, 1)}
        value={shown.summary === 'count' ? '' : wayOf(shown)}
        allowDeselect={false}
        disabled={!column}
        onChange={(way) => onChange(shownWith(shown, way ?? ''))}
      />
    </Group>
  );
}
