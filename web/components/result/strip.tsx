import { Fragment, type CSSProperties, type ReactNode } from 'react';
import type { GridColumn, GridColumns } from './use-columns';

interface Props {
  columns: GridColumns;
  first: number;
  end: number;
  children: (column: GridColumn, place: number, style: CSSProperties) => ReactNode;
}

/** The cells of a line that are in sight, between room for those that are not; pinned ones always are. */
export function Strip({ columns, first, end, children }: Props) {
  const { shown, edges, pinnedCount, pinnedWidth } = columns;
  const begin = Math.max(first, pinnedCount);
  const styleOf = (place: number): CSSProperties => ({
    width: shown[place]?.width,
    insetInlineStart: place < pinnedCount ? edges[place] : undefined,
  });
  const draw = (place: number) => {
    const column = shown[place];
    return column ? <Fragment key={column.at}>{children(column, place, styleOf(place))}</Fragment> : null;
  };
  const places = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  return (
    <>
      {places(0, pinnedCount).map(draw)}
      <div aria-hidden style={{ flex: 'none', width: Math.max(0, (edges[begin] ?? 0) - pinnedWidth) }} />
      {places(begin, end).map(draw)}
    </>
  );
}
