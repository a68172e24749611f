import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import * as t from '@/texts/ui';
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
  if (!items) return <Skeleton h={200} aria-label={t.loading} role="status" />;
  return items.length === 0 ? empty : children(items);
}
