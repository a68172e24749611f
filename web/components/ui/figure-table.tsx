import { Paper, Table } from '@mantine/core';
import type { ReactNode } from 'react';

const number = { textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } as const;

interface Props {
  label: string;
  /** What the rows are. */
  heading: ReactNode;
  columns: string[];
  rows: { key: string; name: ReactNode; cells: string[] }[];
  minWidth?: number;
}

/** Figures below their names; on a narrow page they scroll sideways by themselves. */
export function FigureTable({ label, heading, columns, rows, minWidth = 0 }: Props) {
  return (
    <Paper p="xs">
      <Table.ScrollContainer minWidth={minWidth} type="native" {...(minWidth > 0 && { tabIndex: 0, role: 'group', 'aria-label': label })}>
        <Table fz="sm" aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{heading}</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} style={number}>
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ key, name, cells }) => (
              <Table.Tr key={key}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
                {cells.map((text, at) => (
                  <Table.Td key={at} style={number}>
                    {text}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
