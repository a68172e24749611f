import { expect, type APIRequestContext, type Page } from '@playwright/test';
import { newcomer, stranger, type Person } from './people.ts';

export interface Team {
  owner: Person;
  analyst: Person;
  /** How the owner speaks to the API. */
  headers: { Authorization: string };
  analystHeaders: { Authorization: string };
}

/** An owner with the sample shop, and an analyst of the same team. */
export async function team(request: APIRequestContext, analystName?: string): Promise<Team> {
  const [owner, token] = await newcomer(request);
  const headers = { Authorization: `Bearer ${token}` };
  expect((await request.post('/api/v1/connections/sample', { headers })).status()).toBe(201);
  const invited = await request.post('/api/v1/invitations', { headers, data: { role: 'analyst' } });
  const { code } = (await invited.json()) as { code: string };
  const analyst = { ...stranger(), team: owner.team };
  if (analystName) analyst.username = analystName;
  const data = { username: analyst.username, password: analyst.password, invitation_code: code };
  const joined = await request.post('/api/v1/auth/register', { data });
  expect(joined.status(), await joined.text()).toBe(201);
  const { access_token } = (await joined.json()) as { access_token: string };
  return { owner, analyst, headers, analystHeaders: { Authorization: `Bearer ${access_token}` } };
}

/** Whether the page needs no sideways scrolling. */
export async function fits(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
}

export const hostile = '<img src=x onerror=alert(1)>';
