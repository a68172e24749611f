import type { Edge } from '@/lib/catalog/graph';
import type { Line } from '@/lib/catalog/layout';
import classes from './catalog.module.css';

interface Props {
  line: Line;
  edge: Edge | undefined;
  /** The table whose lines stand out. */
  lit: string | undefined;
  arrow: string;
}

function pathOf({ points }: Line): string {
  return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

export function DiagramEdge({ line, edge, lit, arrow }: Props) {
  if (!edge) return null;
  const { from, to, state, columns, targets } = edge;
  return (
    <path
      d={pathOf(line)}
      className={classes.edge}
      data-state={state}
      data-lit={(lit !== undefined && (from === lit || to === lit)) || undefined}
      markerEnd={`url(#${arrow})`}
    >
      <title>{`${columns} → ${targets} (${state})`}</title>
    </path>
  );
}
