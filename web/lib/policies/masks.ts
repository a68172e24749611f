import type { Mask } from '@/lib/api/types';
import * as t from '@/texts/policies';
import { number } from '../format';
import type { ColumnRule } from './document';

/** The masks, the mildest first, and what each makes of a value. */
export const masks: { value: Mask; label: string; before: string; after: string }[] = [
  { value: 'none', label: t.maskNone, before: 'ann@example.org', after: 'ann@example.org' },
  { value: 'partial', label: t.maskPartial, before: 'ann@example.org', after: 'a***@example.org' },
  { value: 'bucket', label: t.maskBucket, before: '54,321', after: '50,000' },
  { value: 'month', label: t.maskMonth, before: '2026-11-30', after: '2026-11-01' },
  { value: 'year', label: t.maskYear, before: '2026-11-30', after: '2026-01-01' },
  { value: 'pseudonym', label: t.maskPseudonym, before: t.pseudonymExample, after: '7f3a…, c09d…, 7f3a…' },
  { value: 'constant', label: t.maskConstant, before: 'ann@example.org', after: 'withheld' },
  { value: 'null', label: t.maskWithheld, before: 'ann@example.org', after: 'NULL' },
  { value: 'hidden', label: t.noColumnFound, before: 'ann@example.org', after: t.columnUnnamed },
];

export function maskLabel(mask: Mask): string {
  return masks.find(({ value }) => value === mask)?.label ?? mask;
}

/** What the mask makes of some value. */
export function maskExample({ mask = 'none', size = 10, value }: ColumnRule): string {
  const found = masks.find((each) => each.value === mask);
  if (!found || mask === 'none') return '';
  if (mask === 'bucket') return `${number(54_321)} → ${number(Math.floor(54_321 / size) * size)}`;
  return `${found.before} → ${mask === 'constant' ? String(value ?? '') : found.after}`;
}
