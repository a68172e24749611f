'use client';

import { Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { usePathname } from 'next/navigation';
import { useEffect, type ReactNode } from 'react';
import { AuthGuard } from '@/components/auth/auth-guard';
import { HelpProvider } from '@/components/help/help-context';
import * as t from '@/texts/shell';
import { Arrival } from './arrival';
import { Brand } from './brand';
import { Navigation } from './navigation';
import { OfflineBanner } from './offline-banner';
import classes from './shell.module.css';

/** The frame around every page of the product: there from the first paint on, before it is known who comes. */
export function Shell({ children }: { children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure();
  const pathname = usePathname();
  useEffect(close, [pathname, close]);

  return (
    <HelpProvider>
      <div className={classes.frame}>
        <a href="#main" className={classes.skip}>
          {t.skipToContent}
        </a>
        <header className={classes.header}>
          <Brand />
          <Burger opened={opened} onClick={toggle} size="sm" aria-label={t.menu} aria-expanded={opened} />
        </header>
        <nav className={classes.navbar} aria-label={t.main} data-closed={!opened || undefined}>
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
