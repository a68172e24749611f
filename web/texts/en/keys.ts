import { number } from '@/lib/format';

export const read = 'Read';
export const readMeans = 'Asks, runs SQL and reads what is there.';
export const write = 'Write';
export const writeMeans = 'Also teaches words and verified questions, and makes dashboards.';
export const admin = 'Admin';
export const adminMeans = 'Also members, policies and models. Rarely needed.';
export const dayChoice = (value: string) => `${value} days`;
export const never = 'Never';
export const purposeMissing = 'Say what the key is for';
export const newApiKey = 'New API key';
export const name = 'Name';
export const purpose = 'What it is for';
export const purposeExample = 'Nightly report';
export const itMay = 'It may';
export const endsAfter = 'It ends after';
export const makeKey = 'Make key';

export const revoke = 'Revoke';
export const revokeNamed = (name: string) => `Revoke ${name}`;
export const reallyRevoke = (name: string) => `Revoke ${name}?`;
export const revokeKeyMeans = 'Programs that use it are refused from now on. That cannot be undone.';
export const revokeKey = 'Revoke key';
export const nameRevoked = (name: string) => `${name} is revoked`;
export const usedFrom = (lastUsedFrom: string) => `from ${lastUsedFrom}`;
export const whatDidNamed = (name: string) => `What ${name} did`;
export const whatItDid = 'What it did';
export const revoked = 'Revoked';
export const noKeyInUse = 'No key is in use.';
export const key = 'Key';
export const person = 'Person';
export const may = 'May';
export const lastUsed = 'Last used';
export const ends = 'Ends';
export const apiKeys = 'API keys';

export const noKeysYet = 'No keys yet';
export const noKeysText = 'A program with a key does what its person may do, or less, in that person’s name.';
export const makeFirst = 'Make the first';
export const showEnded = (ended: number) => `Show ${number(ended)} that ended`;
export const keysAbout =
  'Keys are for programs: scripts, reports, and clients of MCP. They see the rows and columns that their person sees.';
export const newKey = 'New key';

export const copyKeyNow = (name: string) => `Copy the key of ${name} now`;
export const shownOnce = 'It is shown this once; Parlance keeps only what is needed to know it again.';
export const apiKey = 'API key';
export const iHaveIt = 'I have it';
