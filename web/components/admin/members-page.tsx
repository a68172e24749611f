'use client';

import { Paper, Table } from '@mantine/core';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { useMembers } from '@/lib/api/members';
import { ListStates } from '@/components/ui/list-states';
import * as t from '@/texts/members';
import { MemberRow } from './member-row';

const headings = [t.person, t.role, t.attributes, t.lastSeen];

function Members() {
  const { data, error, refetch } = useMembers();
  return (
    <ListStates items={data} error={error} onRetry={() => void refetch()} empty={null}>
      {(members) => (
        <Paper p="xs">
          <Table.ScrollContainer minWidth={720} type="native">
            <Table verticalSpacing="sm" aria-label={t.members}>
              <Table.Thead>
                <Table.Tr>
                  {headings.map((heading) => (
                    <Table.Th key={heading}>{heading}</Table.Th>
                  ))}
                  <Table.Td aria-label={t.actions} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {members.map((member) => (
                  <MemberRow key={member.user_id} member={member} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
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
