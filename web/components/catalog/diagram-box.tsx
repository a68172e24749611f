import type { Box } from '@/lib/catalog/layout';
import { headHeight, rowHeight } from '@/lib/catalog/layout-sizes';
import { tableText } from '@/lib/catalog/words';
import * as t from '@/texts/diagram';
import classes from './catalog.module.css';

interface Props {
  box: Box;
  usual: string;
  isCentre: boolean;
  onFocus: () => void;
  onHover: (on: boolean) => void;
  onPick: () => void;
  onOpen: () => void;
}

const titleLetters = 26;
const nameLetters = 17;
const typeLetters = 11;

function cut(text: string, letters: number): string {
  const each = [...text];
  return each.length <= letters ? text : `${each.slice(0, letters - 1).join('')}…`;
}

function Rows({ box: { table, columns, width } }: { box: Box }) {
  const more = table.columns.length - columns.length;
  return (
    <>
      {columns.map((name, at) => {
        const y = headHeight + at * rowHeight + 17;
        const key = table.primary_key.includes(name);
        const type = table.columns.find((column) => column.name === name)?.native_type ?? '';
        return (
          <g key={name}>
            <text x={12} y={y} fontWeight={key ? 600 : undefined}>
              {cut(name, nameLetters)}
              {key && <tspan className={classes.dim}> {t.pk}</tspan>}
            </text>
            <text x={width - 12} y={y} textAnchor="end" className={classes.dim}>
              {cut(type.toLowerCase(), typeLetters)}
            </text>
          </g>
        );
      })}
      {more > 0 && (
        <text x={12} y={headHeight + columns.length * rowHeight + 17} className={classes.dim}>
          {t.moreColumns(more)}
        </text>
      )}
    </>
  );
}

/** One table. Enter or a click puts it in the middle. */
export function DiagramBox({ box, usual, isCentre, onFocus, onHover, onPick, onOpen }: Props) {
  const { table, x, y, width, height } = box;
  const name = tableText(table, usual);
  return (
    <g
      className={classes.box}
      data-centre={isCentre || undefined}
      transform={`translate(${x} ${y})`}
      role="button"
      tabIndex={0}
      aria-label={t.boxLabel(name, table.columns.length)}
      aria-current={isCentre || undefined}
      onFocus={onFocus}
      onBlur={() => onHover(false)}
      onPointerEnter={() => onHover(true)}
      onPointerLeave={() => onHover(false)}
      onClick={onPick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        event.stopPropagation();
        onOpen();
      }}
    >
      <title>{name}</title>
      <rect className={classes.frame} width={width} height={height} rx={9} />
      <path className={classes.head} d={`M1 ${headHeight} V9 Q1 1 9 1 H${width - 9} Q${width - 1} 1 ${width - 1} 9 V${headHeight} Z`} />
      <text x={12} y={22} className={classes.title}>
        {cut(name, titleLetters)}
      </text>
      <Rows box={box} />
    </g>
  );
}
