import type { Table } from '@/lib/api/types';
import { useAddress } from '@/lib/use-address';

/** The table that the address names, so that a link leads to it. */
export function useChosenTable(tables: Table[]) {
  const { get, set } = useAddress();
  const named = tables.find(({ schema, name }) => name === get('table') && (get('schema') === '' || schema === get('schema')));
  const choose = (table: { schema: string; name: string } | undefined, more: Record<string, string> = {}) =>
    set({ schema: table?.schema ?? '', table: table?.name ?? '', ...more });
  return { chosen: named, missing: get('table') !== '' && !named, choose };
}
