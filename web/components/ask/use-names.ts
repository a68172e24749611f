import { useMemo } from 'react';
import { useSchema } from '@/lib/api/connections';

/** Columns by table, as the asker sees a source and as its statements call them; none of no source. */
export function useNames(source: string): Record<string, string[]> {
  const { data } = useSchema(source || undefined);
  return useMemo(
    () =>
      Object.fromEntries(
        (data?.tables ?? []).map(({ schema, name, columns }) => [
          schema === data?.default_schema ? name : `${schema}.${name}`,
          columns.map((each) => each.name),
        ]),
      ),
    [data],
  );
}
