import { Container } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import * as t from '@/texts/access';
import { useMe, usePermission } from './auth-context';

interface Props {
  permission: string;
  /** What one may not do here. */
  title: string;
  children: ReactNode;
}

/** The least role that has a permission. */
const roles: Record<string, string> = { write: 'analyst', admin: 'admin', owner: 'owner' };

/** Shows its children to those who may; others are told what they lack, and who can give it. */
export function PermissionGuard({ permission, title, children }: Props) {
  const may = usePermission(permission);
  const me = useMe();
  if (may) return children;
  const needed = roles[permission] ?? permission;
  return (
    <Container size="sm">
      <EmptyState
        icon={<IconLock size={26} />}
        title={title}
        text={t.takesRole(needed, me?.role, me?.tenant.name)}
      />
    </Container>
  );
}
