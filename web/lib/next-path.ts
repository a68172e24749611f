/** Where to go after signing in. Only a path of this app is followed, never another address. */

const home = '/';

export function safePath(path: string | null): string {
  if (!path || !/^\/(?![/\\])/.test(path)) return home;
  try {
    const url = new URL(path, 'https://parlance.invalid');
    return url.host === 'parlance.invalid' ? url.pathname + url.search : home;
  } catch {
    return home;
  }
}

export function loginPathFor({ pathname, search }: { pathname: string; search: string }): string {
  const here = pathname + search;
  return here === home ? '/login' : `/login?next=${encodeURIComponent(here)}`;
}
