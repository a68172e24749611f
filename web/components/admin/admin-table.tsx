import { Paper, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import * as t from '@/texts/admin';

interface Props {
  label: string;
  headings: string[];
  minWidth: number;
  /** The rows; their last cell holds what can be done. */
  children: ReactNode;
}

/** A table of things with buttons at their ends; on a narrow page it scrolls sideways by itself. */
export function AdminTable({ label, headings, minWidth, children }: Props) {
  return (
    <Paper p="xs">
      <Table.ScrollContainer minWidth={minWidth} type="native">
        <Table verticalSpacing="sm" fz="sm" aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              {headings.map((heading) => (
                <Table.Th key={heading}>{heading}</Table.Th>
              ))}
              <Table.Td aria-label={t.actions} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{children}</Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
