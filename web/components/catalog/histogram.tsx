import { barsOf } from '@/lib/catalog/profile';
import type { ColumnProfile } from '@/lib/catalog/types';
import * as t from '@/texts/profile';
import classes from './catalog.module.css';

const height = 64;

/** How many values lie where; the names of the bars are told to those who point at them. */
export function Histogram({ column: { name, histogram, minimum, maximum } }: { column: ColumnProfile }) {
  const bars = barsOf(histogram, height);
  const label = t.histogramLabel(name, minimum, maximum, histogram.length);
  return (
    <svg className={classes.bars} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {bars.map((bar, at) => (
        <rect key={at} x={bar.x} y={height - bar.height} width={bar.width} height={bar.height}>
          <title>{bar.title}</title>
        </rect>
      ))}
    </svg>
  );
}
