import type { ApiKey } from '@/lib/api/types';
import * as t from '@/texts/connect';

export type KeyState = 'active' | 'expired' | 'revoked';

export function stateOf({ revoked_at, expires_at }: ApiKey, now: number = Date.now()): KeyState {
  if (revoked_at) return 'revoked';
  return expires_at && new Date(expires_at).getTime() <= now ? 'expired' : 'active';
}

export interface Snippet {
  client: string;
  /** Where it goes. */
  place: string;
  text: string;
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** How programs that speak MCP are told of this server. Without a key they sign in by OAuth. */
export function snippetsFor(origin: string, key: string): Snippet[] {
  const url = `${origin}/mcp`;
  const headers = { Authorization: `Bearer ${key}` };
  return [
    {
      client: t.claudeDesktop,
      place: t.claudeDesktopFile,
      text: json({
        mcpServers: {
          parlance: { command: 'parlance', args: ['mcp', '--url', url], env: { PARLANCE_API_KEY: key } },
        },
      }),
    },
    {
      client: t.claudeCode,
      place: t.inATerminal,
      text: `claude mcp add --transport http parlance ${url} --header "Authorization: Bearer ${key}"`,
    },
    { client: t.cursor, place: '~/.cursor/mcp.json', text: json({ mcpServers: { parlance: { url, headers } } }) },
    { client: t.vsCode, place: '.vscode/mcp.json', text: json({ servers: { parlance: { type: 'http', url, headers } } }) },
    {
      client: t.anyByHttp,
      place: t.streamableHttp,
      text: `URL: ${url}\nHeader: Authorization: Bearer ${key}`,
    },
    {
      client: t.anyByPipes,
      place: t.commandByPipes,
      text: `PARLANCE_API_KEY=${key} parlance mcp --url ${url}`,
    },
    {
      client: 'curl',
      place: t.theApiItself,
      text: [
        `curl ${origin}/api/v1/queries/ask \\`,
        `  -H "Authorization: Bearer ${key}" \\`,
        `  -H "Content-Type: application/json" \\`,
        `  -d '{"question": "how many orders per month"}'`,
      ].join('\n'),
    },
  ];
}
