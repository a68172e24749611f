import { expect, test } from 'vitest';
import { asApiError, problemFrom } from './errors';

test('reads a problem document', () => {
  const body = '{"title":"Not valid","detail":"Mend it.","code":"bad","errors":[{"pointer":"/a","detail":"b"}]}';
  const error = problemFrom(422, '', body);
  expect(error).toMatchObject({ title: 'Not valid', message: 'Mend it.', code: 'bad', status: 422 });
  expect(error.fields).toEqual([{ pointer: '/a', detail: 'b' }]);
});

test('makes do with a reply that is no problem document', () => {
  expect(problemFrom(502, 'Bad Gateway', '<html>')).toMatchObject({ code: 'http_502', title: 'Bad Gateway' });
});

test('keeps the message of an error that is not from the server', () => {
  expect(asApiError(new Error('odd'))).toMatchObject({ code: 'unknown', message: 'odd' });
});
