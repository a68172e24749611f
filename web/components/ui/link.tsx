'use client';

import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import type { ComponentProps, FocusEvent, PointerEvent } from 'react';

type Props = ComponentProps<typeof NextLink>;

/** A link whose page is brought once somebody comes near it, not as soon as the link is in sight. */
export function Link({ href, onPointerEnter, onFocus, ...rest }: Props) {
  const router = useRouter();
  const bring = () => {
    if (typeof href === 'string' && href.startsWith('/')) router.prefetch(href);
  };
  return (
    <NextLink
      href={href}
      prefetch={false}
      onPointerEnter={(event: PointerEvent<HTMLAnchorElement>) => {
        bring();
        onPointerEnter?.(event);
      }}
      onFocus={(event: FocusEvent<HTMLAnchorElement>) => {
        bring();
        onFocus?.(event);
      }}
      {...rest}
    />
  );
}
