import type { ProviderDraft } from '@/lib/models/draft';
import * as t from '@/texts/providers';

const tooOpen = t.addressNotHttps;

function addressComplaint(text: string, inside: boolean): string | null {
  if (text.includes('YOUR-RESOURCE')) return t.addressResource;
  try {
    const { protocol, username } = new URL(text);
    if (username) return t.addressSecrets;
    if (protocol === 'https:') return null;
    return protocol === 'http:' && inside ? null : tooOpen;
  } catch {
    return t.modelAddressWrong;
  }
}

/** What the server would refuse anyway, told at once. */
export function rulesFor(taken: string[]) {
  return {
    name: (name: string) => {
      if (!/^[a-z0-9_-]{1,40}$/.test(name)) return t.providerNameRule;
      return taken.includes(name) ? t.providerNameTaken : null;
    },
    base_url: (text: string, { inside }: ProviderDraft) => addressComplaint(text, inside),
    key: (key: string) => (/[^\x21-\x7e]/.test(key) ? t.keySpaces : null),
    headers: {
      name: (name: string) => (/^[A-Za-z0-9-]+$/.test(name) ? null : t.headerNameRule),
    },
  };
}
