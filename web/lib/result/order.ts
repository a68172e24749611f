/** Which columns of a table are shown, by their places in the result. */
export interface ColumnOrder {
  /** From the first to the last that is shown. */
  shown: number[];
  /** So many of the first stay in sight. */
  pinned: number;
}

export function asTheyCame(count: number): ColumnOrder {
  return { shown: [...Array(count).keys()], pinned: 0 };
}

export function isAsTheyCame({ shown, pinned }: ColumnOrder, count: number): boolean {
  return pinned === 0 && shown.length === count && shown.every((place, at) => place === at);
}

/** Pinned columns stand in the order in which they were pinned, the others as they came. */
function ordered(pinned: number[], others: number[]): ColumnOrder {
  const rest = others.filter((place) => !pinned.includes(place)).sort((left, right) => left - right);
  return { shown: [...pinned, ...rest], pinned: pinned.length };
}

export function pin({ shown, pinned }: ColumnOrder, place: number): ColumnOrder {
  return ordered([...shown.slice(0, pinned).filter((each) => each !== place), place], shown);
}

export function unpin({ shown, pinned }: ColumnOrder, place: number): ColumnOrder {
  return ordered(shown.slice(0, pinned).filter((each) => each !== place), shown);
}

export function hide(order: ColumnOrder, place: number): ColumnOrder {
  const { shown, pinned } = unpin(order, place);
  return { shown: shown.filter((each) => each !== place), pinned };
}

export function showAll({ shown, pinned }: ColumnOrder, count: number): ColumnOrder {
  return ordered(shown.slice(0, pinned), asTheyCame(count).shown);
}
