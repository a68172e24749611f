import { usePathname, useRouter, useSearchParams } from 'next/navigation';

/** What stands behind the `?` of the address, so that links and the Back button keep it. */
export function useAddress() {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const get = (name: string) => search.get(name) ?? '';
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const text = next.toString();
    router.replace(text ? `${pathname}?${text}` : pathname, { scroll: false });
  };
  return { get, set };
}
