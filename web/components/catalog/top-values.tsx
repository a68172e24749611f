import { Group, Stack, Text } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { ColumnProfile } from '@/lib/catalog/types';
import { percent } from '@/lib/format';
import * as t from '@/texts/profile';
import classes from './catalog.module.css';

const shown = 5;

/** The most frequent values, each with its share of the rows. */
export function TopValues({ column: { name, top }, rows }: { column: ColumnProfile; rows: number }) {
  return (
    <Stack component="ul" gap={3} m={0} p={0} style={{ listStyle: 'none' }} aria-label={t.frequentValues(name)}>
      {top.slice(0, shown).map(({ value, count }, at) => (
        <li key={at} className={classes.share} style={{ '--share': `${(count / Math.max(rows, 1)) * 100}%` } as CSSProperties}>
          <Group justify="space-between" wrap="nowrap" gap="xs">
            <Text size="xs" truncate title={value}>
              {value === '' ? t.emptyText : value}
            </Text>
            <Text size="xs" style={{ flexShrink: 0 }}>
              {percent(count / Math.max(rows, 1))}
            </Text>
          </Group>
        </li>
      ))}
    </Stack>
  );
}
