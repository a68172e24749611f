import type { Answer } from '../api/types';

/** For a POSIX shell, whatever stands in it. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The same question for a terminal; the key comes from the environment. */
export function asCurl({ question, connection_id }: Answer, origin: string): string {
  const body = JSON.stringify({ question, connection_id });
  return [
    `curl -s ${origin}/api/v1/queries/ask`,
    `-H "Authorization: Bearer $PARLANCE_API_KEY"`,
    `-H 'Content-Type: application/json'`,
    `-d ${shellQuoted(body)}`,
  ].join(' \\\n  ');
}

/** The same question as a call of the MCP tool. */
export function asMcpCall({ question }: Answer, source: string | undefined): string {
  const params = { name: 'ask', arguments: { question, source } };
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }, null, 2);
}

export function asReplay({ id }: Answer): string {
  return `parlance replay ${id}`;
}
