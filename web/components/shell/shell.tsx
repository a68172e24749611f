'use client';

import { Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { usePathname } from 'next/navigation';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { AuthGuard } from '@/components/auth/auth-guard';
import { HelpProvider } from '@/components/help/help-context';
import * as t from '@/texts/shell';
import { Arrival } from './arrival';
import { Brand } from './brand';
import { Navigation } from './navigation';
import { OfflineBanner } from './offline-banner';
import classes from './shell.module.css';

/** The menu of a narrow page covers it: the focus goes there, and back to the button behind which it is. */
function useMenu() {
  const [opened, { toggle, close }] = useDisclosure();
  const menu = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef(opened);
  useEffect(() => {
    if (opened !== before.current) (opened ? menu : button).current?.focus();
    before.current = opened;
  }, [opened]);
  return { opened, toggle, close, menu, button };
}

/** The frame around every page of the product: there from the first paint on, before it is known who comes. */
export function Shell({ children }: { children: ReactNode }) {
  const { opened, toggle, close, menu, button } = useMenu();
  const pathname = usePathname();
  useEffect(close, [pathname, close]);
  // What opens from the menu stands elsewhere in the page, and has its own end.
  const onKeyDown = ({ key, target, currentTarget }: KeyboardEvent) => {
    if (key === 'Escape' && currentTarget.contains(target as Node)) close();
  };

  return (
    <HelpProvider>
      <div className={classes.frame} data-menu={opened || undefined}>
        <a href="#main" className={classes.skip}>
          {t.skipToContent}
        </a>
        <header className={classes.header}>
          <Brand />
          <Burger ref={button} opened={opened} onClick={toggle} size="sm" aria-label={t.menu} aria-expanded={opened} />
        </header>
        <nav ref={menu} tabIndex={-1} className={classes.navbar} aria-label={t.main} onKeyDown={onKeyDown}>
          <Navigation onClose={close} />
        </nav>
        <main id="main" tabIndex={-1} className={classes.main}>
          <OfflineBanner />
          <AuthGuard waiting={<Arrival />}>{children}</AuthGuard>
        </main>
      </div>
    </HelpProvider>
  );
}
