import { Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import type { ResultColumn } from '@/lib/api/types';
import type { ChannelName, ChartDraft, ChartType, Order } from '@/lib/result/chart-draft';
import * as t from '@/texts/chart';
import { ChannelField } from './channel-field';

const types: { value: ChartType; label: string }[] = [
  { value: 'bar', label: t.bars },
  { value: 'lying_bar', label: t.lyingBars },
  { value: 'line', label: t.line },
  { value: 'area', label: t.area },
  { value: 'point', label: t.points },
  { value: 'pie', label: t.pie },
  { value: 'heat_map', label: t.heatMap },
  { value: 'number', label: t.bigNumber },
];

const orders: { value: Order; label: string }[] = [
  { value: 'as_it_came', label: t.orderResult },
  { value: 'x_up', label: t.byNameUp },
  { value: 'x_down', label: t.byNameDown },
  { value: 'y_up', label: t.bySizeUp },
  { value: 'y_down', label: t.bySizeDown },
];

interface Part {
  channel: ChannelName;
  label: string;
  optional?: boolean;
}

const usual: Part[] = [
  { channel: 'x', label: t.along },
  { channel: 'y', label: t.up },
  { channel: 'color', label: t.colour, optional: true },
  { channel: 'facet', label: t.perFacet, optional: true },
];

/** Which parts a type of chart has, in the words that fit it. */
const parts: Record<ChartType, Part[]> = {
  bar: usual,
  lying_bar: [{ channel: 'x', label: t.bars }, { channel: 'y', label: t.length }, ...usual.slice(2)],
  line: usual,
  area: usual,
  point: [...usual.slice(0, 3), { channel: 'size', label: t.size, optional: true }, ...usual.slice(3)],
  pie: [{ channel: 'x', label: t.slices }, { channel: 'y', label: t.size }],
  heat_map: [{ channel: 'x', label: t.along }, { channel: 'y', label: t.up }, { channel: 'color', label: t.colour }],
  number: [{ channel: 'y', label: t.value }],
};

const discrete = new Set<ChartType>(['bar', 'lying_bar', 'pie', 'heat_map']);

interface Props {
  draft: ChartDraft;
  columns: ResultColumn[];
  onChange: (draft: ChartDraft) => void;
}

/** A chart by questions: which kind, and what shows what. */
export function ChartForm({ draft, columns, onChange }: Props) {
  const change = (part: Partial<ChartDraft>) => onChange({ ...draft, ...part });
  const isBars = draft.type === 'bar' || draft.type === 'lying_bar';
  return (
    <Stack gap="sm">
      <Group grow>
        <Select label={t.kind} data={types} value={draft.type} allowDeselect={false} onChange={(type) => type && change({ type })} />
        <TextInput label={t.title} maxLength={200} value={draft.title} onChange={(event) => change({ title: event.currentTarget.value })} />
      </Group>
      {parts[draft.type].map(({ channel, label, optional }) => (
        <ChannelField
          key={channel}
          label={label}
          optional={optional}
          shown={draft[channel]}
          columns={columns}
          onChange={(shown) => change({ [channel]: shown })}
        />
      ))}
      {isBars && draft.color.column !== '' && (
        <Checkbox label={t.sideBySide} checked={draft.beside} onChange={(event) => change({ beside: event.currentTarget.checked })} />
      )}
      {discrete.has(draft.type) && (
        <Select label={t.order} data={orders} value={draft.order} allowDeselect={false} onChange={(order) => order && change({ order })} />
      )}
    </Stack>
  );
}
