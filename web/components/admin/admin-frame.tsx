'use client';

import { Container } from '@mantine/core';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import * as t from '@/texts/admin';
import classes from './admin.module.css';

const tabs = [
  { href: '/admin', label: t.members, admin: true },
  { href: '/admin/invitations', label: t.invitations, admin: true },
  { href: '/admin/sign-in', label: t.signIn, admin: true },
  { href: '/admin/keys', label: t.apiKeys, admin: false },
  { href: '/admin/sessions', label: t.yourSessions, admin: false },
  { href: '/admin/usage', label: t.usage, admin: true },
  { href: '/admin/settings', label: t.settings, admin: true },
];

/** The tabs are pages, so that each has an address of its own. */
export function AdminFrame({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const isAdmin = usePermission('admin');
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PageHeader
        title={isAdmin ? t.admin : t.yourAccount}
        text={isAdmin ? t.adminAbout : t.accountAbout}
      />
      <nav aria-label={t.sections}>
        <ul className={classes.tabs}>
          {tabs
            .filter(({ admin }) => isAdmin || !admin)
            .map(({ href, label }) => (
              <li key={href}>
                <Link href={href} className={classes.tab} aria-current={pathname === href ? 'page' : undefined}>
                  {label}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      {children}
    </Container>
  );
}
