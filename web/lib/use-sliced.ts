import { useDeferredValue } from 'react';

/**
 * `ready`, once React draws what waits for it in slices between which the browser answers. Whoever asks
 * a store or a query is drawn at once otherwise, however much there is. What is ready from the beginning
 * is drawn with the rest, unless `atFirst` says that it waits even then.
 */
export function useSliced(ready: boolean, atFirst?: boolean): boolean {
  return useDeferredValue(ready, atFirst) && ready;
}
