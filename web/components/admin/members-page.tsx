'use client';

import { PermissionGuard } from '@/components/auth/permission-guard';
import { useMembers } from '@/lib/api/members';
import { ListStates } from '@/components/ui/list-states';
import * as t from '@/texts/members';
import { AdminTable } from './admin-table';
import { MemberRow } from './member-row';

const headings = [t.person, t.role, t.attributes, t.lastSeen];

function Members() {
  const { data, error, refetch } = useMembers();
  return (
    <ListStates items={data} error={error} onRetry={() => void refetch()} empty={null}>
      {(members) => (
        <AdminTable label={t.members} headings={headings} minWidth={720}>
          {members.map((member) => (
            <MemberRow key={member.user_id} member={member} />
          ))}
        </AdminTable>
      )}
    </ListStates>
  );
}

export function MembersPage() {
  return (
    <PermissionGuard permission="admin" title={t.onlyAdminsSeeMembers}>
      <Members />
    </PermissionGuard>
  );
}
