/** Where somebody is in a grid: on a cell, or with row -1 on a header. */
export interface Spot {
  row: number;
  column: number;
}

export interface Cursor {
  active: Spot;
  /** Where a selection began; the same as `active` when only one cell is meant. */
  anchor: Spot;
}

export interface Area {
  rows: [number, number];
  columns: [number, number];
}

/** What is selected, both ends included. */
export function areaOf({ active, anchor }: Cursor): Area {
  return {
    rows: [Math.max(0, Math.min(active.row, anchor.row)), Math.max(active.row, anchor.row)],
    columns: [Math.min(active.column, anchor.column), Math.max(active.column, anchor.column)],
  };
}

export function isIn({ rows, columns }: Area, row: number, column: number): boolean {
  return row >= rows[0] && row <= rows[1] && column >= columns[0] && column <= columns[1];
}

interface Size {
  rows: number;
  columns: number;
  /** Rows that one screen has. */
  page: number;
}

interface Stroke {
  key: string;
  ctrl: boolean;
}

function moved({ row, column }: Spot, { key, ctrl }: Stroke, { rows, columns, page }: Size): Spot | null {
  switch (key) {
    case 'ArrowUp':
      return { row: ctrl ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: ctrl ? rows - 1 : row + 1, column };
    case 'ArrowLeft':
      return { row, column: ctrl ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: ctrl ? columns - 1 : column + 1 };
    case 'Home':
      return { row: ctrl ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrl ? rows - 1 : row, column: columns - 1 };
    case 'PageUp':
      return { row: Math.max(0, row - page), column };
    case 'PageDown':
      return { row: row + page, column };
    default:
      return null;
  }
}

/** The cursor after a key; null for a key that moves nothing. A selection never holds headers. */
export function afterKey(cursor: Cursor, stroke: Stroke & { shift: boolean }, size: Size): Cursor | null {
  const wanted = moved(cursor.active, stroke, size);
  if (!wanted) return null;
  const least = stroke.shift ? 0 : -1;
  const active = {
    row: Math.max(least, Math.min(wanted.row, size.rows - 1)),
    column: Math.max(0, Math.min(wanted.column, size.columns - 1)),
  };
  return { active, anchor: stroke.shift && cursor.anchor.row >= 0 ? cursor.anchor : active };
}
