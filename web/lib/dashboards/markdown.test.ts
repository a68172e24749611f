import { expect, test } from 'vitest';
import { blocksOf, inlineOf } from './markdown';

test('reads headings, paragraphs and lists', () => {
  expect(blocksOf('# Sales\nNumbers are **net**.\n- one\n- two\n\n1. first')).toEqual([
    { kind: 'heading', content: [{ kind: 'text', text: 'Sales' }] },
    {
      kind: 'paragraph',
      content: [{ kind: 'text', text: 'Numbers are ' }, { kind: 'bold', text: 'net' }, { kind: 'text', text: '.' }],
    },
    { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'one' }], [{ kind: 'text', text: 'two' }]] },
    { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'first' }]] },
  ]);
});

test('links lead to pages only', () => {
  expect(inlineOf('[a](https://example.org)')).toEqual([{ kind: 'link', text: 'a', href: 'https://example.org' }]);
  expect(inlineOf('[a](/ask)')).toEqual([{ kind: 'link', text: 'a', href: '/ask' }]);
  for (const href of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'vbscript:x']) {
    expect(inlineOf(`[a](${href})`).every(({ kind }) => kind !== 'link')).toBe(true);
  }
});

test('HTML stays text', () => {
  const text = '<img src=x onerror=alert(1)>';
  expect(blocksOf(text)).toEqual([{ kind: 'paragraph', content: [{ kind: 'text', text }] }]);
});

test('names with underscores and lone stars are no marks', () => {
  expect(inlineOf('order_id and unit_price, 2 * 3')).toEqual([{ kind: 'text', text: 'order_id and unit_price, 2 * 3' }]);
});
