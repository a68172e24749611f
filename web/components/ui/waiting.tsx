import { Loader, Skeleton, type LoaderProps, type SkeletonProps } from '@mantine/core';
import * as t from '@/texts/ui';

/** Stands where something will be, as large as that. */
export function Waiting(shape: SkeletonProps) {
  return <Skeleton aria-label={t.loading} role="status" {...shape} />;
}

/** Stands where something will be of which nobody knows how large it is. */
export function WaitingDots(look: LoaderProps) {
  return <Loader type="dots" aria-label={t.loading} role="status" {...look} />;
}
