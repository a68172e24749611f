import { Table } from '@mantine/core';
import type { Word } from '@/lib/api/types';
import * as t from '@/texts/evidence';

export function WordsTable({ words }: { words: Word[] }) {
  return (
    <Table.ScrollContainer minWidth={360} type="native">
      <Table verticalSpacing={4} withRowBorders={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.words}</Table.Th>
            <Table.Th>{t.became}</Table.Th>
            <Table.Th>{t.because}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {words.map(({ begin, words: text, became, because }) => (
            <Table.Tr key={`${begin} ${became}`}>
              <Table.Td>{text}</Table.Td>
              <Table.Td ff="monospace">{became}</Table.Td>
              <Table.Td c="dimmed">{because}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
