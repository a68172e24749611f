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

/**
 * Where somebody goes who has signed in. To a shared dashboard, the word of the link behind `#` goes
 * with them: browsers send it to nobody.
 */
export function nextPath(search: string, hash: string): string {
  const path = safePath(new URLSearchParams(search).get('next'));
  return path === '/shared' ? path + hash : path;
}

export function loginPathFor({ pathname, search }: { pathname: string; search: string }): string {
  const here = pathname + search;
  return here === home ? '/login' : `/login?next=${encodeURIComponent(here)}`;
}
