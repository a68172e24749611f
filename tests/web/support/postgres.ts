import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './server.ts';

const run = promisify(execFile);
const programs = '/usr/lib/postgresql/15/bin';
const startsWithinMs = 30_000;

/** PostgreSQL refuses to run as root. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());
  return { uid: id('-u'), gid: id('-g') };
}

/** A private PostgreSQL in a temporary folder, on a free port. */
export class Postgres {
  readonly password = 'reader-pass-2718';
  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(): Promise<Postgres> {
    const folder = await mkdtemp(join(tmpdir(), 'parlance-web-pg-'));
    const port = await freePort();
    const options = { ...account(), cwd: folder };
    if (options.uid && options.gid) await chown(folder, options.uid, options.gid);
    const secret = join(folder, 'password');
    await writeFile(secret, 'admin-pass-31415', { mode: 0o644 });
    const data = join(folder, 'data');
    const words = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', secret, '-E', 'UTF8', '-N'];
    await run(join(programs, 'initdb'), [...words, '--no-locale'], options);
    await appendFile(
      join(data, 'postgresql.conf'),
      `listen_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = '${folder}'\nfsync = off\n`,
    );
    const server = spawn(join(programs, 'postgres'), ['-D', data], { ...options, stdio: 'ignore' });
    const made = new Postgres(port, folder, server);
    await made.untilReady();
    return made;
  }

  async psql(sql: string, database = 'postgres'): Promise<void> {
    const words = ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'postgres', '-d', database];
    const env = { ...process.env, PGPASSWORD: 'admin-pass-31415' };
    await run(join(programs, 'psql'), [...words, '-v', 'ON_ERROR_STOP=1', '-qAtX', '-c', sql], { env });
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGINT');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async untilReady(): Promise<void> {
    for (const end = Date.now() + startsWithinMs; Date.now() < end; await sleep(100)) {
      if (await this.psql('SELECT 1').then(() => true, () => false)) return;
    }
    await this.stop();
    throw new Error(`PostgreSQL was not ready within ${startsWithinMs} ms`);
  }
}
