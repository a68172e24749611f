import { Menu, type MenuProps } from '@mantine/core';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';

interface Props extends MenuProps {
  target: ReactElement;
  children: ReactNode;
}

/** A menu that is open when it comes. Its target replaces the one that asked for it, so it takes the focus over. */
export default function MenuFrame({ target, children, ...menu }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const focus = () => place.current?.querySelector('button')?.focus();
  useEffect(focus, []);
  return (
    <div ref={place} style={{ display: 'contents' }}>
      <Menu defaultOpened returnFocus onClose={focus} {...menu}>
        <Menu.Target>{target}</Menu.Target>
        <Menu.Dropdown mah="min(320px, 60vh)" style={{ overflowY: 'auto' }}>
          {children}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
