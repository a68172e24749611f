import type { ReactNode } from 'react';
import { Waiting } from '@/components/ui/waiting';
import { ErrorPanel } from './error-panel';

interface Props<Item> {
  items: Item[] | undefined;
  error: unknown;
  onRetry: () => void;
  empty: ReactNode;
  children: (items: Item[]) => ReactNode;
}

/** The states of a list that is asked for: loading, error, empty, and there. */
export function ListStates<Item>({ items, error, onRetry, empty, children }: Props<Item>) {
  if (error && !items) return <ErrorPanel error={error} onRetry={onRetry} />;
  if (!items) return <Waiting h={200} />;
  return items.length === 0 ? empty : children(items);
}
