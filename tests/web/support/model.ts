import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the model says to one prompt: an object, or a status that is no answer. */
export type Line = { say: object; afterMs?: number } | { status: number };

interface Asked {
  model: string;
  text: string;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces = await request.toArray();
  return JSON.parse(Buffer.concat(pieces).toString() || '{}') as Record<string, unknown>;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

const usage = { prompt_tokens: 200, completion_tokens: 40, total_tokens: 240 };

function sendWhole(response: ServerResponse, model: string, content: string): void {
  const message = { role: 'assistant', content };
  send(response, 200, { id: 'c1', object: 'chat.completion', model, choices: [{ index: 0, message, finish_reason: 'stop' }], usage });
}

/** The same in pieces, as most servers stream it. */
function stream(response: ServerResponse, model: string, content: string): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const tell = (part: object) =>
    response.write(`data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', model, ...part })}\n\n`);
  for (let at = 0; at < content.length; at += 60) {
    tell({ choices: [{ index: 0, delta: { content: content.slice(at, at + 60) }, finish_reason: null }] });
  }
  tell({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage });
  response.end('data: [DONE]\n\n');
}

/** A server that speaks Chat Completions and says what a test tells it to, to whoever has its key. */
export class ScriptedModel {
  readonly key = 'sk-scripted-31415';
  readonly asked: Asked[] = [];
  private readonly server: Server;
  private line: (prompt: string) => Line = () => ({ status: 500 });

  private constructor() {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<ScriptedModel> {
    const model = new ScriptedModel();
    model.server.listen(0, '127.0.0.1');
    await once(model.server, 'listening');
    return model;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** What it says from now on. */
  plays(line: (prompt: string) => Line): void {
    this.line = line;
  }

  /** From now on it writes this SQL to whatever it is asked. */
  writes(...sql: string[]): void {
    const candidates = sql.map((each) => ({ reason: 'It says so.', assumptions: [], sql: each }));
    this.plays(() => ({ say: { candidates, cannot: '', missing: [] } }));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Whether it can be reached is asked beside the script. */
  private lineFor(model: string, text: string): Line {
    if (text.includes('{"ok": true}')) return { say: { ok: true } };
    this.asked.push({ model, text });
    return this.line(text);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (request.headers.authorization !== `Bearer ${this.key}`) {
      return send(response, 401, { error: { message: 'Incorrect API key provided.', code: 'invalid_api_key' } });
    }
    const model = String(body.model);
    const text = (body.messages as { content: string }[]).map(({ content }) => content).join('\n');
    const line = this.lineFor(model, text);
    if ('status' in line) return send(response, line.status, { error: { message: 'As the script says.' } });
    await sleep(line.afterMs ?? 0);
    (body.stream ? stream : sendWhole)(response, model, JSON.stringify(line.say));
  }
}
