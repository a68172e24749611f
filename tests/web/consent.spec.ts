import type { APIRequestContext } from '@playwright/test';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { logIn } from './support/people.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

const verifier = 'v'.repeat(43);

/** A program that waits for its answer on this machine. */
async function program(request: APIRequestContext, name: string) {
  const door = createServer((_, reply) => reply.end('<title>Done</title>You can close this.'));
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const redirect = `http://127.0.0.1:${(door.address() as AddressInfo).port}/callback`;
  const registered = await request.post('/oauth/register', {
    data: { client_name: name, redirect_uris: [redirect] },
  });
  expect(registered.status()).toBe(201);
  const client: string = (await registered.json()).client_id;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client,
    redirect_uri: redirect,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'a b&c',
    scope: 'parlance:write',
  });
  return { client, redirect, query, close: () => door.close() };
}

test('lets a program in, after signing in', async ({ page, request, newcomer }) => {
  const asking = await program(request, 'Desk Helper <img src=x onerror=alert(1)>');
  await page.goto(`/oauth/authorize?${asking.query}`);
  await logIn(page, newcomer);
  await expect(page.getByText('Desk Helper <img src=x')).toBeVisible();
  await expect(page.getByText(new URL(asking.redirect).host)).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await inspect(page, 'consent');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL(`${asking.redirect}?**`);
  const back = new URL(page.url()).searchParams;
  expect(back.get('state')).toBe('a b&c');
  const traded = await request.post('/oauth/token', {
    form: {
      grant_type: 'authorization_code',
      code: back.get('code') ?? '',
      client_id: asking.client,
      redirect_uri: asking.redirect,
      code_verifier: verifier,
    },
  });
  expect((await traded.json()).scope).toBe('parlance:read parlance:write');
  asking.close();
});

test('sends a program away', async ({ page, request, newcomer }) => {
  const asking = await program(request, '');
  await page.goto(`/oauth/authorize?${asking.query}`);
  await logIn(page, newcomer);
  await expect(page.getByText('A program without a name')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.waitForURL(`${asking.redirect}?**`);
  const back = new URL(page.url()).searchParams;
  expect(back.get('error')).toBe('access_denied');
  expect(back.get('code')).toBeNull();
  asking.close();
});

test('goes nowhere for a program that nobody knows', async ({ page, request, newcomer }) => {
  const asking = await program(request, 'Known');
  asking.query.set('redirect_uri', 'https://elsewhere.example/callback');
  await page.goto(`/authorize?${asking.query}`);
  await logIn(page, newcomer);
  await expect(problemOn(page)).toHaveAttribute('data-code', 'oauth_redirect_unknown');
  await expect(page.getByRole('button', { name: 'Allow' })).toHaveCount(0);
  await page.goto('/authorize');
  await expect(page.getByText('No program asks')).toBeVisible();
  asking.close();
});

test('cannot be framed', async ({ request }) => {
  const page = await request.get('/authorize');
  expect(page.status()).toBe(200);
  expect(page.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
});
