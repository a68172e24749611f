import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { whenIdle } from '@/lib/when-idle';

/** By then a page is there, and what it shows as well. */
const restMs = 15_000;
const betweenMs = 1_500;

interface Connection {
  saveData?: boolean;
}

function savesData(): boolean {
  return (navigator as Navigator & { connection?: Connection }).connection?.saveData ?? false;
}

/** Brings the pages one after the other while nothing else happens, so that they open at once, and without a network. */
export function useFetchAhead(paths: string[]): void {
  const { prefetch } = useRouter();
  const list = paths.join(' ');
  useEffect(() => {
    if (savesData() || list === '') return;
    const left = list.split(' ');
    let timer: ReturnType<typeof setTimeout>;
    const bringOne = () => {
      const path = left.shift();
      if (path === undefined) return;
      prefetch(path);
      timer = setTimeout(() => whenIdle(bringOne), betweenMs);
    };
    timer = setTimeout(() => whenIdle(bringOne), restMs);
    return () => {
      left.length = 0;
      clearTimeout(timer);
    };
  }, [list, prefetch]);
}
