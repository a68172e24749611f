import { expect, type APIRequestContext, type Page } from '@playwright/test';
import { newcomer, stranger, type Person } from './people.ts';

export interface Team {
  owner: Person;
  analyst: Person;
  /** Of the owner. */
  token: string;
  /** How the owner speaks to the API. */
  headers: { Authorization: string };
  analystHeaders: { Authorization: string };
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

interface Joining {
  team: string;
  /** Of the one who invites. */
  token: string;
  role: 'analyst' | 'viewer';
  username?: string;
}

/** Somebody who joined a team by invitation, and their access token. */
export async function member(request: APIRequestContext, { team, token, role, username }: Joining): Promise<[Person, string]> {
  const headers = bearer(token);
  const invited = await request.post('/api/v1/invitations', { headers, data: { role } });
  const { code } = (await invited.json()) as { code: string };
  const person = { ...stranger(), team };
  if (username) person.username = username;
  const data = { username: person.username, password: person.password, invitation_code: code };
  const joined = await request.post('/api/v1/auth/register', { data });
  expect(joined.status(), await joined.text()).toBe(201);
  const { access_token } = (await joined.json()) as { access_token: string };
  return [person, access_token];
}

/** An owner with the sample shop, and an analyst of the same team. */
export async function team(request: APIRequestContext, analystName?: string): Promise<Team> {
  const [owner, token] = await newcomer(request);
  const headers = bearer(token);
  expect((await request.post('/api/v1/connections/sample', { headers })).status()).toBe(201);
  const joining = { team: owner.team, token, role: 'analyst', username: analystName } as const;
  const [analyst, analystToken] = await member(request, joining);
  return { owner, analyst, token, headers, analystHeaders: bearer(analystToken) };
}

/** Whether the page needs no sideways scrolling. */
export async function fits(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
}

export const hostile = '<img src=x onerror=alert(1)>';
