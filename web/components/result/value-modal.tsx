import { Code, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyButton } from '@/components/ui/copy-button';
import type { Cell, ResultColumn } from '@/lib/api/types';
import { exactCell } from '@/lib/result/cells';
import * as t from '@/texts/result';
import type { Opened } from './use-cursor';

/** JSON in lines; everything else as it is. */
function wholeText(cell: Cell): string {
  return typeof cell === 'object' && cell !== null ? JSON.stringify(cell, null, 2) : exactCell(cell);
}

function sizeOf(column: ResultColumn, text: string): string {
  if (column.type === t.bytes) return t.bytesLong(Math.max(0, (text.length - 2) / 2));
  return t.charactersLong(text.length);
}

/** One value, whole. */
export function ValueModal({ opened, columns, onClose }: { opened: Opened; columns: ResultColumn[]; onClose: () => void }) {
  const column = columns[opened.at];
  if (!column) return null;
  const text = wholeText(opened.cell);
  return (
    <Modal opened onClose={onClose} size="lg" title={column.name}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t.cellFacts(column.type, opened.cell === null ? t.nullValue : sizeOf(column, text), column.masked === true)}
          </Text>
          {opened.cell !== null && <CopyButton value={text} />}
        </Group>
        {opened.cell !== null && (
          <Code block tabIndex={0} mah="60dvh" style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {text}
          </Code>
        )}
      </Stack>
    </Modal>
  );
}
