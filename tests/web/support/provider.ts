import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { freePort } from './server.ts';

const script = resolve(import.meta.dirname, '../../oidc/provider.mjs');

/** A real OpenID provider, at which whoever signs in is let in by the login name. */
export class Provider {
  private constructor(
    readonly issuer: string,
    private readonly process: ChildProcess,
  ) {}

  /** For the server at this origin. */
  static async start(origin: string): Promise<Provider> {
    const port = await freePort();
    const started = spawn(process.execPath, [script, String(port), `${origin}/sso`], { stdio: ['ignore', 'pipe', 'ignore'] });
    await Promise.race([
      once(started.stdout, 'data'),
      once(started, 'exit').then(() => Promise.reject(new Error('the provider ended: npm ci in tests/oidc'))),
    ]);
    return new Provider(`http://127.0.0.1:${port}`, started);
  }

  /** Where a team signs in; gives the link that its people get. */
  async isOf(request: APIRequestContext, headers: Record<string, string>): Promise<string> {
    const data = {
      version: 0,
      name: 'Example login',
      issuer: this.issuer,
      client_id: 'parlance',
      client_secret: 'a secret of the tests, long enough',
      domains: ['example.org'],
      newcomers: 'viewer',
      enabled: true,
    };
    const reply = await request.put('/api/v1/sign-in', { headers, data });
    const { link } = (await reply.json()) as { link: string };
    return link;
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill();
    await ended;
  }
}
