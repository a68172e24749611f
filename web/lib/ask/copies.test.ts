import { expect, test } from 'vitest';
import type { Answer } from '../api/types';
import { asCurl, asMcpCall } from './copies';
import { refinementsOf } from './refinements';

const answer = { id: 'q', question: "who's\nbest $(rm)", connection_id: 'c' } as Answer;

test('a command says the question whatever stands in it', () => {
  expect(asCurl(answer, 'https://p')).toContain(String.raw`-d '{"question":"who'\''s\nbest $(rm)","connection_id":"c"}'`);
  expect(JSON.parse(asMcpCall(answer, 'shop'))).toMatchObject({ params: { name: 'ask', arguments: { question: answer.question, source: 'shop' } } });
});

test('refinements fit the shape of the rows', () => {
  const columns = [{ name: 'status', type: 'text' }, { name: 'count', type: 'integer' }];
  const of = (more: object) => refinementsOf({ columns, row_count: 8, chart: {}, ...more } as unknown as Answer);
  expect(of({})).toEqual(['sort it from highest to lowest', 'only the top 5', 'show percentages instead', 'as a pie chart', 'as a table']);
  expect(of({ row_count: 1 })).toEqual([]);
  expect(of({ columns: [{ name: 'month', type: 'date' }, columns[1]] })).toEqual(['show percentages instead', 'as an area chart', 'as a table']);
});
