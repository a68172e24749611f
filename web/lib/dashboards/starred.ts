/** What is starred comes first, in the order of starring; the rest keeps its order. */
export function starredFirst<T extends { id: string }>(items: readonly T[], starred: readonly string[]): T[] {
  const first = starred.flatMap((id) => items.find((item) => item.id === id) ?? []);
  return [...first, ...items.filter(({ id }) => !starred.includes(id))];
}

export function toggled(starred: readonly string[], id: string): string[] {
  return starred.includes(id) ? starred.filter((each) => each !== id) : [...starred, id];
}
