import { useDeferredValue } from 'react';

/**
 * `ready`, once React draws what waits for it in slices between which the browser answers. Whoever asks
 * a store or a query is drawn at once otherwise, however much there is.
 */
export function useSliced(ready: boolean): boolean {
  return useDeferredValue(ready, false) && ready;
}
