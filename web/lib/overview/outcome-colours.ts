import type { Spec } from '../api/types';

const colours = {
  light: { answered: '#1a7f70', unanswered: '#c9a13b', failed: '#b3261e', cancelled: '#8b8d91' },
  dark: { answered: '#63c2b0', unanswered: '#e0bf62', failed: '#f0857b', cancelled: '#85878b' },
};

/** The same outcome has the same colour on every chart: what failed is red. */
export function inOutcomeColours(spec: Spec, scheme: 'light' | 'dark'): Spec {
  const encoding = spec.encoding as { color?: { field?: string } } | undefined;
  if (encoding?.color?.field !== 'outcome') return spec;
  const scale = { domain: Object.keys(colours[scheme]), range: Object.values(colours[scheme]) };
  return { ...spec, encoding: { ...encoding, color: { ...encoding.color, scale } } };
}
