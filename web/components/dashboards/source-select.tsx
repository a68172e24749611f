import { Select } from '@mantine/core';
import { useConnections } from '@/lib/api/connections';

interface Props {
  value: string | undefined;
  onChange: (id: string) => void;
}

/** The source of a tile; without a choice, the one that is asked by default. */
export function useSourceId(chosen: string | undefined): string | undefined {
  const { data: connections } = useConnections();
  return chosen ?? (connections?.find((each) => each.is_default) ?? connections?.[0])?.id;
}

export function SourceSelect({ value, onChange }: Props) {
  const { data: connections } = useConnections();
  const data = (connections ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select label="Source" data={data} value={value ?? null} allowDeselect={false} onChange={(id) => id && onChange(id)} />
  );
}
