'use client';

import { Container } from '@mantine/core';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import classes from './admin.module.css';

const tabs = [
  { href: '/admin', label: 'Members', admin: true },
  { href: '/admin/invitations', label: 'Invitations', admin: true },
  { href: '/admin/sign-in', label: 'Sign-in', admin: true },
  { href: '/admin/keys', label: 'API keys', admin: false },
  { href: '/admin/sessions', label: 'Your sessions', admin: false },
  { href: '/admin/usage', label: 'Usage', admin: true },
  { href: '/admin/settings', label: 'Settings', admin: true },
];

/** The tabs are pages, so that each has an address of its own. */
export function AdminFrame({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const isAdmin = usePermission('admin');
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PageHeader
        title={isAdmin ? 'Admin' : 'Your account'}
        text={isAdmin ? 'Who belongs to the team, and what signs in for them.' : 'What signs in for you.'}
      />
      <nav aria-label="Sections">
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
