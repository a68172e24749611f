import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import { exportOf, type ResultOf } from '@/lib/api/results';
import type { ExportFormat } from '@/lib/api/types';
import { nameFor, save } from '@/lib/files';
import type { TableLook } from '@/lib/result/looks';
import * as t from '@/texts/result';

const endings: Record<ExportFormat, string> = { csv: 'csv', xlsx: 'xlsx', parquet: 'parquet', markdown: 'md' };

/** A file that somebody wants. */
export interface Wish {
  format: ExportFormat;
  look: TableLook;
}

export interface Running {
  format: ExportFormat;
  bytes: number;
}

/** `sales.xlsx`, or `sales-first-100000-rows.xlsx` when a limit cut it. */
function fileName(title: string, ending: string, rows: number, truncated: boolean): string {
  const name = nameFor(title, ending);
  return truncated ? name.replace(/(\.\w+)$/, `-first-${rows}-rows$1`) : name;
}

/** Takes a result away as a file; a long one can be stopped. */
export function useExport(of: ResultOf | undefined, title: string) {
  const [running, setRunning] = useState<Running | null>(null);
  const [failed, setFailed] = useState<{ error: unknown; wish: Wish } | null>(null);
  const control = useRef<AbortController>(undefined);
  useEffect(() => () => control.current?.abort(), []);

  async function start(wish: Wish) {
    if (!of) return;
    const { format, look } = wish;
    const own = new AbortController();
    control.current?.abort();
    control.current = own;
    setFailed(null);
    setRunning({ format, bytes: 0 });
    try {
      const file = await exportOf(of, look, look.order?.shown, format, (bytes) => setRunning({ format, bytes }), own.signal);
      save(file.blob, fileName(title, endings[format], file.rows, file.truncated));
      if (file.truncated) {
        const message = t.fileCut(file.rows);
        notifications.show({ color: 'orange', message, autoClose: 10_000 });
      }
    } catch (error) {
      if (!own.signal.aborted) setFailed({ error, wish });
    } finally {
      if (control.current === own) setRunning(null);
    }
  }
  return {
    running,
    error: failed?.error,
    start: (wish: Wish) => void start(wish),
    retry: () => failed && void start(failed.wish),
    stop: () => control.current?.abort(),
  };
}
