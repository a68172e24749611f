import { Checkbox, Spoiler, Text } from '@mantine/core';
import {
  IconAlignLeft, IconChartBar, IconChartDots, IconChartLine, IconChartPie, IconGridDots, IconNumber123, IconTable,
} from '@tabler/icons-react';
import { createElement, type CSSProperties } from 'react';
import { chartKind } from '@/components/chart/fitted';
import type { TileFields } from '@/lib/api/types';
import { kindName } from '@/lib/dashboards/words';
import * as t from '@/texts/tiles';
import classes from './dashboards.module.css';

const glyphs: [RegExp, typeof IconTable][] = [
  [/line|area/, IconChartLine],
  [/pie|arc|donut/, IconChartPie],
  [/scatter|point/, IconChartDots],
  [/heat/, IconGridDots],
];

function glyphOf({ kind, chart }: TileFields): typeof IconTable {
  if (kind === 'number') return IconNumber123;
  if (kind === 'table') return IconTable;
  if (kind === 'text') return IconAlignLeft;
  const drawn = chartKind(chart ?? {}) ?? '';
  return glyphs.find(([pattern]) => pattern.test(drawn))?.[1] ?? IconChartBar;
}

interface Props {
  tile: TileFields;
  kept: boolean;
  onToggle: () => void;
}

/** What a proposed tile would be, without its data. */
export function TileSketch({ tile, kept, onToggle }: Props) {
  const glyph = { size: Math.min(56, 18 + (tile.h ?? 4) * 9), stroke: 1.1, opacity: kept ? 0.75 : 0.25 };
  const size = { '--w': tile.w ?? 6, '--h': tile.h ?? 4 } as CSSProperties;
  return (
    <li className={classes.piece} style={size} data-left-out={!kept || undefined}>
      <Checkbox checked={kept} onChange={onToggle} label={tile.title ?? tile.question} description={kindName(tile.kind)} />
      <div className={classes.glyph} aria-hidden>
        {createElement(glyphOf(tile), glyph)}
      </div>
      {tile.sql && (
        <Spoiler maxHeight={0} showLabel="SQL" hideLabel={t.hideSql} styles={{ control: { fontSize: 12.5 } }}>
          <Text component="pre" ff="monospace" fz="xs" m={0} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {tile.sql}
          </Text>
        </Spoiler>
      )}
    </li>
  );
}
