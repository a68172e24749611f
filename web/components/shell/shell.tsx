'use client';

import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { usePathname } from 'next/navigation';
import { useEffect, type ReactNode } from 'react';
import { HelpProvider } from '@/components/help/help-context';
import * as t from '@/texts/shell';
import { Brand } from './brand';
import { Navigation } from './navigation';
import { OfflineBanner } from './offline-banner';
import classes from './shell.module.css';

/** The frame around every page of a signed-in person. */
export function Shell({ children }: { children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure();
  const pathname = usePathname();
  useEffect(close, [pathname, close]);

  return (
    <HelpProvider>
      <AppShell
        layout="alt"
        header={{ height: { base: 56, sm: 0 } }}
        navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      >
        <a href="#main" className={classes.skip}>
          {t.skipToContent}
        </a>
        <AppShell.Header hiddenFrom="sm" className={classes.header}>
          <Group h="100%" px="md" justify="space-between">
            <Brand />
            <Burger opened={opened} onClick={toggle} size="sm" aria-label={t.menu} aria-expanded={opened} />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar className={classes.navbar} aria-label={t.main} data-closed={!opened || undefined}>
          <Navigation onClose={close} />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
          <OfflineBanner />
          {children}
        </AppShell.Main>
      </AppShell>
    </HelpProvider>
  );
}
