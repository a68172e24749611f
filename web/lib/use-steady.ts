import { useLayoutEffect, useRef, useState } from 'react';

type Deeds = Record<string, (...args: never[]) => unknown>;

/** The same functions on every render, each of which does what the latest one does. */
export function useSteady<T extends Deeds>(latest: T): T {
  const now = useRef(latest);
  useLayoutEffect(() => {
    now.current = latest;
  });
  const [steady] = useState(() => {
    const steadyOf = (name: string) => (...args: never[]) => now.current[name]?.(...args);
    return Object.fromEntries(Object.keys(latest).map((name) => [name, steadyOf(name)])) as T;
  });
  return steady;
}
