import { Select } from '@mantine/core';
import { useConnections } from '@/lib/api/connections';
import { usualSource } from '@/lib/usual-source';
import * as t from '@/texts/dashboards';

interface Props {
  value: string | undefined;
  onChange: (id: string) => void;
}

/** The source of a tile; without a choice, the one that is asked by default. */
export function useSourceId(chosen: string | undefined): string | undefined {
  const { data: connections } = useConnections();
  return chosen ?? usualSource(connections)?.id;
}

export function SourceSelect({ value, onChange }: Props) {
  const { data: connections } = useConnections();
  const data = (connections ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select label={t.source} data={data} value={value ?? null} allowDeselect={false} onChange={(id) => id && onChange(id)} />
  );
}
