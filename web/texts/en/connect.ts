export const claudeDesktop = 'Claude Desktop';
export const claudeDesktopFile = 'claude_desktop_config.json, for a program that is started on your machine';
export const claudeCode = 'Claude Code';
export const inATerminal = 'In a terminal';
export const cursor = 'Cursor';
export const vsCode = 'VS Code';
export const anyByHttp = 'Any by HTTP';
export const streamableHttp = 'Streamable HTTP';
export const anyByPipes = 'Any by pipes';
export const commandByPipes = 'A command that speaks on its standard input and output';
export const theApiItself = 'The API itself';

export const connectProgram = 'Connect a program';
export const connectHow = (apiKey: string | undefined, placeholder: string) =>
  `Clients of MCP that can sign in by themselves need no key: give them the address alone, and they ask you in the browser. ${apiKey ? 'The new key is filled in below.' : `Put a key in place of ${placeholder}.`}`;

export const connectAbout =
  'Programs that speak MCP (agents, editors, assistants) get nine tools that only read: they ask, run guarded SQL and look at the schema, with your rights. Scripts use the API.';
export const makeKeyFirst = 'Make a key';
