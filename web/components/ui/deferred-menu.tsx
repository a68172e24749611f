'use client';

import type { MenuProps } from '@mantine/core';
import { cloneElement, lazy, Suspense, useState, type HTMLAttributes, type ReactElement, type ReactNode } from 'react';

const load = () => import('./menu-frame');
const MenuFrame = lazy(load);

interface Props extends MenuProps {
  /** The button that opens it. */
  target: ReactElement<HTMLAttributes<HTMLElement>>;
  /** Of components that are loaded lazily themselves. */
  children: ReactNode;
}

/** A menu in the frame of the app: most visits never open it, so it is loaded when somebody comes near. */
export function DeferredMenu({ target, children, ...menu }: Props) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(target, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onClick: () => setWanted(true),
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
  });
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <MenuFrame target={target} {...menu}>
        {children}
      </MenuFrame>
    </Suspense>
  );
}
