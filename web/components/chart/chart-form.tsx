import { Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import type { ResultColumn } from '@/lib/api/types';
import type { ChannelName, ChartDraft, ChartType, Order } from '@/lib/result/chart-draft';
import { ChannelField } from './channel-field';

const types: { value: ChartType; label: string }[] = [
  { value: 'bar', label: 'Bars' },
  { value: 'lying_bar', label: 'Lying bars' },
  { value: 'line', label: 'Line' },
  { value: 'area', label: 'Area' },
  { value: 'point', label: 'Points' },
  { value: 'pie', label: 'Pie' },
  { value: 'heat_map', label: 'Heat map' },
  { value: 'number', label: 'Big number' },
];

const orders: { value: Order; label: string }[] = [
  { value: 'as_it_came', label: 'As in the result' },
  { value: 'x_up', label: 'By name, up' },
  { value: 'x_down', label: 'By name, down' },
  { value: 'y_up', label: 'By size, up' },
  { value: 'y_down', label: 'By size, down' },
];

interface Part {
  channel: ChannelName;
  label: string;
  optional?: boolean;
}

const usual: Part[] = [
  { channel: 'x', label: 'Along' },
  { channel: 'y', label: 'Up' },
  { channel: 'color', label: 'Colour', optional: true },
  { channel: 'facet', label: 'One chart for each', optional: true },
];

/** Which parts a type of chart has, in the words that fit it. */
const parts: Record<ChartType, Part[]> = {
  bar: usual,
  lying_bar: [{ channel: 'x', label: 'Bars' }, { channel: 'y', label: 'Length' }, ...usual.slice(2)],
  line: usual,
  area: usual,
  point: [...usual.slice(0, 3), { channel: 'size', label: 'Size', optional: true }, ...usual.slice(3)],
  pie: [{ channel: 'x', label: 'Slices' }, { channel: 'y', label: 'Size' }],
  heat_map: [{ channel: 'x', label: 'Along' }, { channel: 'y', label: 'Up' }, { channel: 'color', label: 'Colour' }],
  number: [{ channel: 'y', label: 'Value' }],
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
        <Select label="Kind" data={types} value={draft.type} allowDeselect={false} onChange={(type) => type && change({ type })} />
        <TextInput label="Title" maxLength={200} value={draft.title} onChange={(event) => change({ title: event.currentTarget.value })} />
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
        <Checkbox label="Bars beside each other, not on top" checked={draft.beside} onChange={(event) => change({ beside: event.currentTarget.checked })} />
      )}
      {discrete.has(draft.type) && (
        <Select label="Order" data={orders} value={draft.order} allowDeselect={false} onChange={(order) => order && change({ order })} />
      )}
    </Stack>
  );
}
