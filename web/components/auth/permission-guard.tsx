import { Container } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { useMe, usePermission } from './auth-context';

interface Props {
  permission: string;
  /** What one may not do here. */
  title: string;
  children: ReactNode;
}

/** Shows its children to those who may; others are told whom to ask. */
export function PermissionGuard({ permission, title, children }: Props) {
  const may = usePermission(permission);
  const me = useMe();
  if (may) return children;
  return (
    <Container size="sm">
      <EmptyState
        icon={<IconLock size={26} />}
        title={title}
        text={`You are ${me?.role ?? 'a guest'} of ${me?.tenant.name ?? 'this team'}. Ask an administrator.`}
      />
    </Container>
  );
}
