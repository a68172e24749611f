import { usePathname } from 'next/navigation';

/** The last part of the address. The export knows one page for all ids, so its parameter is `_`. */
export function usePathId(): string | undefined {
  const id = decodeURIComponent(usePathname().split('/').at(-1) ?? '');
  return id === '' || id === '_' ? undefined : id;
}
