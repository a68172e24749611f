import { api, dataOf, authorizedFetch } from './client';
import { parseExact } from './exact-json';
import type { ColumnFilter, ColumnSort, ExportFormat, GroupsWish, ResultColumn, Row } from './types';

/** Whose result: a query of one's own, a statement, or a tile as the filters of its board were chosen. */
export interface ResultOf {
  query_id?: string;
  sql?: string;
  connection_id?: string;
  tile?: { dashboard_id: string; tile_id: string; filters?: string };
}

/** How somebody looks at it. */
export interface Look {
  sort: ColumnSort[];
  filters: ColumnFilter[];
}

export interface Page {
  columns: ResultColumn[];
  rows: Row[];
  truncated: boolean;
}

export interface Groups extends Page {
  /** The statement that gives these groups. */
  sql: string;
}

const path = '/api/v1/queries/rows';

export async function pageOf(of: ResultOf, look: Look, offset: number, limit: number, signal: AbortSignal): Promise<Page> {
  const body = { ...of, sort: look.sort, filters: look.filters, offset, limit };
  return parseExact(await dataOf(api.POST(path, { body, parseAs: 'text', signal }))) as Page;
}

/** How many rows there are, or match. */
export async function countOf(of: ResultOf, filters: ColumnFilter[], signal?: AbortSignal) {
  return dataOf(api.POST('/api/v1/queries/rows/count', { body: { ...of, filters }, signal }));
}

/** Sums made in the database, for a chart of many rows. */
export async function groupsOf(of: ResultOf, wish: GroupsWish, signal?: AbortSignal): Promise<Groups> {
  const body = { ...of, ...wish };
  return parseExact(
    await dataOf(api.POST('/api/v1/queries/rows/groups', { body, parseAs: 'text', signal })),
  ) as Groups;
}

/** Keeps a chart with an answer; an empty one takes it away. Throws `chart_refused`. */
export async function keepChart(queryId: string, chart: Record<string, unknown>): Promise<void> {
  const params = { path: { query_id: queryId } };
  await dataOf(api.PUT('/api/v1/queries/{query_id}/chart', { params, body: { chart: chart as Record<string, never> } }));
}

export interface Exported {
  blob: Blob;
  rows: number;
  /** A limit cut the rest. */
  truncated: boolean;
}

/** All bytes of a reply; `onBytes` hears how many have come. */
async function received(response: Response, onBytes: (bytes: number) => void): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>> | null)?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    pieces.push(next.value);
    bytes += next.value.length;
    onBytes(bytes);
  }
  return new Blob(pieces, { type: response.headers.get('Content-Type') ?? undefined });
}

/** All rows of a result, in this order and as far as they match, as a file; of all `columns`, or of these. */
export async function exportOf(
  of: ResultOf,
  { sort, filters }: Look,
  columns: number[] | undefined,
  format: ExportFormat,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Exported> {
  const request = new Request(new URL(path, window.location.origin), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    // A CSV is opened in spreadsheets: what they would run gets an apostrophe in front.
    body: JSON.stringify({ ...of, sort, filters, columns, format, without_formulas: format === 'csv' }),
    signal,
  });
  const response = await authorizedFetch(request);
  const blob = await received(response, onBytes);
  return {
    blob,
    rows: Number(response.headers.get('Parlance-Row-Count')),
    truncated: response.headers.get('Parlance-Truncated') === 'true',
  };
}

