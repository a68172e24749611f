import type { Answer, ResultColumn } from '../api/types';

const numbers = new Set<ResultColumn['type']>(['integer', 'decimal', 'real']);
const moments = new Set<ResultColumn['type']>(['date', 'timestamp', 'timestamptz']);
const many = 5;

/** Follow-ups that fit the shape of an answer, in the English that the engine reads. */
export function refinementsOf({ columns, row_count, chart }: Answer): string[] {
  if (row_count < 2 || columns.length < 2) return [];
  const figures = columns.filter((each) => numbers.has(each.type));
  const groups = columns.filter((each) => !numbers.has(each.type));
  const grouped = figures.length === 1 && groups.length === 1;
  const timed = groups.some((each) => moments.has(each.type));
  return [
    figures.length > 0 && !timed && 'sort it from highest to lowest',
    row_count > many && !timed && `only the top ${many}`,
    grouped && 'show percentages instead',
    grouped && timed && 'as an area chart',
    grouped && !timed && row_count <= 12 && 'as a pie chart',
    chart ? 'as a table' : grouped && 'as a bar chart',
  ].filter((each) => each !== false);
}
