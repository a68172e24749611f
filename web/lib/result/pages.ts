import type { Row } from '../api/types';

export const pageRows = 500;
const pagesKept = 24;
const settlesMs = 90;

type Fetch = (offset: number, limit: number, signal: AbortSignal) => Promise<Row[]>;

/**
 * The rows of a long result, as they are looked at. Holds a bounded number of pages: those that were
 * seen last. Asks when the scrolling settles, and no longer for what has gone out of sight.
 */
export class Pages {
  private readonly pages = new Map<number, Row[]>();
  private readonly running = new Map<number, AbortController>();
  private readonly listeners = new Set<() => void>();
  private wanted: [number, number] = [0, 0];
  private timer?: ReturnType<typeof setTimeout>;
  private failed: unknown = null;
  private changes = 0;

  constructor(private readonly fetch: Fetch, private readonly waitMs = settlesMs) {}

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly version = (): number => this.changes;

  get error(): unknown {
    return this.failed;
  }

  get size(): number {
    return this.pages.size;
  }

  row(index: number): Row | undefined {
    return this.pages.get(Math.floor(index / pageRows))?.[index % pageRows];
  }

  /** These rows are in sight, the last one excluded. */
  want(first: number, end: number): void {
    this.wanted = [Math.floor(first / pageRows), Math.floor(Math.max(first, end - 1) / pageRows)];
    clearTimeout(this.timer);
    if (this.failed || this.missing().length === 0) return;
    this.timer = setTimeout(() => this.ask(), this.size === 0 ? 0 : this.waitMs);
  }

  retry(): void {
    this.failed = null;
    this.tell();
    this.ask();
  }

  /** All rows of a range, for copying. */
  async range(first: number, end: number): Promise<Row[]> {
    const rows: Row[] = [];
    for (let at = first; at < end; ) {
      const page = Math.floor(at / pageRows);
      const held = this.pages.get(page) ?? (await this.fetch(page * pageRows, pageRows, new AbortController().signal));
      const from = at - page * pageRows;
      const some = held.slice(from, from + end - at);
      if (some.length === 0) break;
      rows.push(...some);
      at += some.length;
    }
    return rows;
  }

  /** Nobody looks any longer. */
  close(): void {
    clearTimeout(this.timer);
    this.running.forEach((control) => control.abort());
    this.running.clear();
  }

  private missing(): number[] {
    const [first, last] = this.wanted;
    const all = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    return all.filter((page) => !this.pages.has(page));
  }

  private ask(): void {
    const [first, last] = this.wanted;
    this.running.forEach((control, page) => {
      if (page >= first && page <= last) return;
      control.abort();
      this.running.delete(page);
    });
    for (const page of this.missing()) if (!this.running.has(page)) void this.load(page);
  }

  private async load(page: number): Promise<void> {
    const control = new AbortController();
    this.running.set(page, control);
    try {
      const rows = await this.fetch(page * pageRows, pageRows, control.signal);
      if (control.signal.aborted) return;
      this.keep(page, rows);
    } catch (error) {
      if (!control.signal.aborted) this.failed = error;
    } finally {
      if (this.running.get(page) === control) this.running.delete(page);
      if (!control.signal.aborted) this.tell();
    }
  }

  private keep(page: number, rows: Row[]): void {
    this.pages.set(page, rows);
    const [first, last] = this.wanted;
    for (const each of this.pages.keys()) {
      if (this.pages.size <= pagesKept) break;
      if (each < first || each > last) this.pages.delete(each);
    }
  }

  private tell(): void {
    ++this.changes;
    this.listeners.forEach((listener) => listener());
  }
}
