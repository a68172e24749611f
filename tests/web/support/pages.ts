import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import type { APIRequestContext } from '@playwright/test';

const app = resolve(import.meta.dirname, '../../../web/app/(product)');

/** Every page behind the sign-in, as the app has them: a page of tomorrow is among them. */
export const pages = globSync('**/page.tsx', { cwd: app })
  .map((file) => `/${file.replaceAll('\\', '/').replace(/\/?page\.tsx$/, '')}`)
  .sort();

const needs: Record<string, string> = {
  '/admin': 'admin',
  '/admin/invitations': 'admin',
  '/admin/settings': 'admin',
  '/admin/sign-in': 'admin',
  '/admin/usage': 'admin',
  '/dashboards/propose': 'analyst',
  '/evaluations': 'analyst',
  '/evaluations/[id]': 'analyst',
  '/evaluations/compare': 'analyst',
  '/logs': 'admin',
  '/logs/feedback': 'admin',
  '/models': 'admin',
  '/policies': 'admin',
};

/** The least role for which a page is; none: it is for everybody. */
export function neededFor(page: string): string | undefined {
  return needs[page];
}

/** How controls that change something for others begin: a viewer has none. */
export const changes = /^(Add|Change|Connect|Delete|Describe|Edit|Import|New (dashboard|term|question)|Propose|Remove|Rename|Save|Schedule|Share|Suggest|Teach|Upload|Write)/;

type Headers = Record<string, string>;

/** Something of the team for each page that shows one thing, by the page. */
export async function thingsOf(request: APIRequestContext, headers: Headers, ofViewer: Headers): Promise<Record<string, string>> {
  const sources = (await (await request.get('/api/v1/connections', { headers })).json()) as { connections: { id: string }[] };
  const board = await request.post('/api/v1/dashboards', { headers, data: { title: 'For all', tiles: [{ kind: 'text', text: 'a note' }] } });
  const asked = await request.post('/api/v1/queries/sql', { headers: ofViewer, data: { sql: 'SELECT 1 AS one' } });
  return {
    '/sources/[id]': sources.connections[0]?.id ?? '',
    '/dashboards/[id]': ((await board.json()) as { id: string }).id,
    '/evaluations/[id]': 'any',
    '/history/[id]': ((await asked.json()) as { id: string }).id,
  };
}
