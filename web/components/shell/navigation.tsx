import { ActionIcon, Box, Group, NavLink, Stack } from '@mantine/core';
import {
  IconBook2,
  IconChecklist,
  IconDatabase,
  IconHistory,
  IconHome,
  IconLayoutDashboard,
  IconLifebuoy,
  IconListSearch,
  IconMessageCircle,
  IconShieldLock,
  IconSparkles,
  IconUsers,
  IconX,
} from '@tabler/icons-react';
import { usePathname } from 'next/navigation';
import { useMe } from '@/components/auth/auth-context';
import { Link } from '@/components/ui/link';
import * as t from '@/texts/shell';
import { Brand } from './brand';
import classes from './navigation.module.css';
import { SchemeButton } from './scheme-button';
import { useFetchAhead } from './use-fetch-ahead';
import { UserMenu } from './user-menu';

const places = [
  { href: '/', label: t.overview, icon: IconHome },
  { href: '/ask', label: t.ask, icon: IconMessageCircle },
  { href: '/dashboards', label: t.dashboards, icon: IconLayoutDashboard },
  { href: '/sources', label: t.sources, icon: IconDatabase },
  { href: '/knowledge', label: t.knowledge, icon: IconBook2 },
  { href: '/history', label: t.history, icon: IconHistory },
  { href: '/evaluations', label: t.evaluations, icon: IconChecklist, permission: 'write' },
  { href: '/models', label: t.models, icon: IconSparkles, permission: 'admin' },
  { href: '/policies', label: t.policies, icon: IconShieldLock, permission: 'admin' },
  { href: '/logs', label: t.logs, icon: IconListSearch, permission: 'admin' },
  { href: '/admin', label: t.admin, icon: IconUsers, permission: 'admin' },
  { href: '/help', label: t.help, icon: IconLifebuoy },
];

/** Whether `pathname` is a page of this place; the overview is one page only. */
function isIn(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname.startsWith(href);
}

export function Navigation({ onClose }: { onClose: () => void }) {
  const pathname = usePathname();
  const permissions = useMe()?.permissions ?? [];
  const open = places.filter(({ permission }) => !permission || permissions.includes(permission));
  useFetchAhead(open.map(({ href }) => href));
  return (
    <Stack h="100%" p="md" gap="xs">
      <Group justify="space-between" mb="md">
        <Box visibleFrom="sm">
          <Brand />
        </Box>
        <ActionIcon hiddenFrom="sm" variant="subtle" ml="auto" onClick={onClose} aria-label={t.closeMenu}>
          <IconX size={18} />
        </ActionIcon>
      </Group>
      {open.map(({ href, label, icon: Icon }) => (
        <NavLink
          key={href}
          component={Link}
          href={href}
          label={label}
          className={classes.place}
          leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
          active={isIn(pathname, href)}
          aria-current={isIn(pathname, href) ? 'page' : undefined}
        />
      ))}
      <Group mt="auto" gap="xs" wrap="nowrap">
        <UserMenu />
        <SchemeButton />
      </Group>
    </Stack>
  );
}
