import type { Config } from 'vega-embed';
import { chartLocale } from '@/lib/format/chart-locale';
import { languages } from '@/lib/format/languages';
import { bandPadding } from './fitted';

export type Scheme = 'light' | 'dark';

/** Told apart by people with any colour vision, on both backgrounds. */
const categories = {
  light: ['#1a7f70', '#c2600c', '#4a66c4', '#a83279', '#7d8b12', '#0e86b3', '#8a5a3b', '#6b6e73'],
  dark: ['#63c2b0', '#f2a35e', '#8fa6f5', '#e58cc0', '#c3cf5a', '#62c3ea', '#c99a7a', '#a9acb0'],
};

const lines = { light: '#e7e4dc', dark: '#2e3135' };
const words = { light: '#55585c', dark: '#b3b3b0' };

/** From little to much: near the background first, so that much stands out on both. */
const ramps = { light: ['#e3f1ee', '#7cc0b3', '#0f5f53'], dark: ['#1e3430', '#3f8f81', '#9be5d6'] };
const paper = { light: '#ffffff', dark: '#1a1b1e' };

/** How charts look in this app. */
export function chartConfig(scheme: Scheme): Config {
  const [first] = categories[scheme];
  return {
    locale: chartLocale(languages?.[0]),
    background: 'transparent',
    font: '"Inter Variable", system-ui, sans-serif',
    view: { stroke: null },
    range: { category: categories[scheme], heatmap: ramps[scheme], ramp: ramps[scheme] },
    axis: {
      domainColor: lines[scheme],
      gridColor: lines[scheme],
      tickColor: lines[scheme],
      labelColor: words[scheme],
      titleColor: words[scheme],
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 500,
      titlePadding: 10,
      labelLimit: 200,
    },
    axisBand: { grid: false, ticks: false, labelPadding: 6 },
    legend: { labelColor: words[scheme], titleColor: words[scheme], labelFontSize: 12, symbolType: 'circle' },
    bar: { color: first, cornerRadiusEnd: 3 },
    line: { color: first, strokeWidth: 2.5 },
    point: { color: first, filled: true, size: 50 },
    area: { color: first, fillOpacity: 0.7 },
    arc: { stroke: paper[scheme], strokeWidth: 1.5 },
    rect: { stroke: paper[scheme], strokeWidth: 1 },
    text: { color: words[scheme] },
    scale: { bandPaddingInner: bandPadding },
  } as Config;
}
