import { Skeleton, Text } from '@mantine/core';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { Spec } from '@/lib/api/types';
import * as t from '@/texts/chart';
import { Chart } from './chart';
import { useDrawn, type Drawable } from './use-drawn';

/** A chart, however many rows there are; it says when it shows only some of them. */
export function DrawnChart({ spec, data, label }: { spec: Spec; data: Drawable; label: string }) {
  const { drawn, partial, loading, error, retry } = useDrawn(spec, data);
  if (error) return <ErrorPanel error={error} onRetry={retry} />;
  if (loading || !drawn) return <Skeleton h={280} aria-label={t.drawing} role="status" />;
  return (
    <>
      <Chart spec={drawn.spec} columns={drawn.columns} rows={drawn.rows} label={label} />
      {(partial || drawn.truncated) && (
        <Text size="xs" c="dimmed">
          {partial ? t.drawnFromRows(drawn.rows.length) : t.drawnFromGroups(drawn.rows.length)}
        </Text>
      )}
    </>
  );
}
