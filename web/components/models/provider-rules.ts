import type { ProviderDraft } from '@/lib/models/draft';

const tooOpen = 'Use https; http only goes to a server inside your network';

function addressComplaint(text: string, inside: boolean): string | null {
  if (text.includes('YOUR-RESOURCE')) return 'Put the name of your resource in';
  try {
    const { protocol, username } = new URL(text);
    if (username) return 'Leave user and password out of the address';
    if (protocol === 'https:') return null;
    return protocol === 'http:' && inside ? null : tooOpen;
  } catch {
    return 'Enter an address such as https://api.example.com/v1';
  }
}

/** What the server would refuse anyway, told at once. */
export function rulesFor(taken: string[]) {
  return {
    name: (name: string) => {
      if (!/^[a-z0-9_-]{1,40}$/.test(name)) return 'Use up to 40 lower-case letters, digits, _ and -';
      return taken.includes(name) ? 'Another provider has this name' : null;
    },
    base_url: (text: string, { inside }: ProviderDraft) => addressComplaint(text, inside),
    key: (key: string) => (/[^\x21-\x7e]/.test(key) ? 'A key has no spaces' : null),
    headers: {
      name: (name: string) => (/^[A-Za-z0-9-]+$/.test(name) ? null : 'Use letters, digits and -'),
    },
  };
}
