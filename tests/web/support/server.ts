import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const binary = process.env.PARLANCE_BIN ?? resolve(import.meta.dirname, '../../../build/release/parlance');
const results = resolve(import.meta.dirname, '../results');
const startsWithinMs = 20_000;

/** Below the ports that the system gives to connections: no browser takes it before the server does. */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  const probe = createServer().listen(port, '127.0.0.1');
  const free = await once(probe, 'listening').then(
    () => true,
    () => false,
  );
  if (!free) return freePort();
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilReady(origin: string, process: ChildProcess): Promise<void> {
  for (const end = Date.now() + startsWithinMs; Date.now() < end; await sleep(50)) {
    if (process.exitCode !== null) throw new Error(`The server ended with ${process.exitCode}; see results/server.log`);
    const reply = await fetch(`${origin}/readyz`).catch(() => null);
    if (reply?.ok) return;
  }
  throw new Error(`The server was not ready within ${startsWithinMs} ms`);
}

/** Its log stands beside the pictures, where it drowns no list of journeys. */
function run(options: string[]): ChildProcess {
  mkdirSync(results, { recursive: true });
  const log = openSync(join(results, 'server.log'), 'a');
  const child = spawn(binary, options, { stdio: ['ignore', 'ignore', log] });
  closeSync(log);
  return child;
}

/** The real binary on a free port, with a data folder of its own that ends with it. */
export class Server {
  private constructor(
    readonly origin: string,
    private readonly data: string,
    private readonly options: string[],
    private process: ChildProcess,
  ) {}

  /** `further` are options of `parlance serve`. */
  static async start(...further: string[]): Promise<Server> {
    const port = await freePort();
    const data = await mkdtemp(join(tmpdir(), 'parlance-web-'));
    const options = ['serve', '--port', String(port), '--data', data, ...further];
    const server = new Server(`http://localhost:${port}`, data, options, run(options));
    try {
      await untilReady(server.origin, server.process);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Ends it in the middle of whatever it does, as a power cut would. */
  async kill(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }

  /** Has it again where it was, with what it kept. */
  async revive(): Promise<void> {
    this.process = run(this.options);
    await untilReady(this.origin, this.process);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      await ended;
    }
    await rm(this.data, { recursive: true, force: true });
  }
}
