import { Badge, Tooltip } from '@mantine/core';
import { confidenceLabel } from '@/lib/ask/confidence';
import { percent } from '@/lib/format';
import * as t from '@/texts/evidence';

/** How sure this reading is, in a word and in a number. */
export function Confidence({ value }: { value: number }) {
  const { label, color } = confidenceLabel(value);
  return (
    <Tooltip label={t.confidenceMeans} multiline maw={260}>
      <Badge variant="light" color={color} size="lg" tt="none" fw={550} style={{ flexShrink: 0 }}>
        {label} · {percent(value)}
      </Badge>
    </Tooltip>
  );
}
