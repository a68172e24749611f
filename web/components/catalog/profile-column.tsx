import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { distinctText, nullText, withheldWords } from '@/lib/catalog/profile';
import type { ColumnProfile } from '@/lib/catalog/types';
import classes from './catalog.module.css';
import { Histogram } from './histogram';
import { TopValues } from './top-values';

interface Props {
  column: ColumnProfile;
  /** How many rows the figures are of. */
  rows: number;
}

function Figures({ column, rows }: Props) {
  const parts = [nullText(column, rows), distinctText(column, rows)].filter(Boolean);
  return (
    <Text size="xs" c="dimmed">
      {parts.join(' · ')}
    </Text>
  );
}

function Range({ column: { minimum, maximum } }: { column: ColumnProfile }) {
  if (minimum === undefined && maximum === undefined) return null;
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Text size="xs" c="dimmed" truncate title={minimum}>
        {minimum}
      </Text>
      <Text size="xs" c="dimmed" truncate title={maximum}>
        {maximum}
      </Text>
    </Group>
  );
}

/** Figures of one column, with a small chart where there is one to draw. */
export function ProfileColumn({ column, rows }: Props) {
  const { name, type, withheld, histogram, top } = column;
  const drawn = histogram.length > 1;
  return (
    <Paper p="sm" component="article" aria-label={name} className={classes.figure}>
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" fw={550} truncate title={name}>
            {name}
          </Text>
          <Badge size="sm" variant="default" tt="none" fw={500} style={{ flexShrink: 0 }}>
            {type.replaceAll('_', ' ')}
          </Badge>
        </Group>
        <Figures column={column} rows={rows} />
        {withheld && (
          <Text size="sm" c="dimmed">
            {withheldWords[withheld]}
          </Text>
        )}
        {drawn && <Histogram column={column} />}
        {!withheld && <Range column={column} />}
        {!drawn && top.length > 0 && <TopValues column={column} rows={rows} />}
      </Stack>
    </Paper>
  );
}
