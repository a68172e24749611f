import { Group, Select } from '@mantine/core';
import type { ResultColumn, Summary, TimeUnit } from '@/lib/api/types';
import { isMoment, isNumeric } from '@/lib/result/cells';
import { nothing, type Shown } from '@/lib/result/chart-draft';
import * as t from '@/texts/chart';

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
    { value: '', label: t.asItIs },
    { value: 'sum', label: t.sum },
    { value: 'average', label: t.average },
    { value: 'minimum', label: t.least },
    { value: 'maximum', label: t.greatest },
    { value: 'distinct', label: t.differentValues },
    { value: 'bin', label: t.inSteps },
  ],
  moment: [
    { value: '', label: t.asItIs },
    { value: 'hour', label: t.byHour },
    { value: 'day', label: t.byDay },
    { value: 'week', label: t.byWeek },
    { value: 'month', label: t.byMonth },
    { value: 'quarter', label: t.byQuarter },
    { value: 'year', label: t.byYear },
    { value: 'minimum', label: t.first },
    { value: 'maximum', label: t.last },
  ],
  text: [
    { value: '', label: t.asItIs },
    { value: 'distinct', label: t.differentValues },
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
    ...(optional ? [{ value: '', label: t.maskWithheld }] : []),
    ...columns.map(({ name }, at) => ({ value: String(at), label: name })),
    { value: rows, label: t.numberOfRows },
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
        label={t.how}
        aria-label={t.howChannel(label)}
        data={column ? ways[kindOf(column)] : ways.text.slice(0, 1)}
        value={shown.summary === 'count' ? '' : wayOf(shown)}
        allowDeselect={false}
        disabled={!column}
        onChange={(way) => onChange(shownWith(shown, way ?? ''))}
      />
    </Group>
  );
}
