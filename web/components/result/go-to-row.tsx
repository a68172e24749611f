import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import * as t from '@/texts/result';

/** Jumps to a row by its number. */
export function GoToRow({ count, onRow }: { count: number; onRow: (row: number) => void }) {
  const [wanted, setWanted] = useState<number | string>('');
  return (
    <form
      style={{ marginInlineStart: 'auto' }}
      onSubmit={(event) => {
        event.preventDefault();
        const row = Number(wanted);
        if (Number.isInteger(row) && row >= 1) onRow(Math.min(row, count) - 1);
      }}
    >
      <NumberInput
        size="xs"
        w={150}
        aria-label={t.goToRow}
        placeholder={t.goToRow}
        hideControls
        min={1}
        max={count}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator
        value={wanted}
        onChange={setWanted}
      />
    </form>
  );
}
