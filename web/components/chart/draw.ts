import type { View } from 'vega';
import embed, { type Config, type VisualizationSpec } from 'vega-embed';
import { expressionInterpreter } from 'vega-interpreter';
import { chartConfig, type Scheme } from './chart-config';
import { fitted, type Frame } from './fitted';
import { noLoader } from './no-loader';

type Records = Record<string, unknown>[];

/**
 * Draws into `place`. Expressions run in Vega's interpreter: no code is made from text, as the
 * Content-Security-Policy wants it.
 */
export async function viewOf(
  place: HTMLElement,
  spec: Record<string, unknown>,
  records: Records,
  config: Config,
  frame: Frame,
): Promise<View> {
  const { view } = await embed(place, fitted(spec, records, frame) as VisualizationSpec, {
    ast: true,
    expr: expressionInterpreter,
    actions: false,
    renderer: 'svg',
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true, theme: 'parlance' },
    loader: noLoader,
    config,
  } as Parameters<typeof embed>[2]);
  return view as View;
}

/** Draws into `place` and gives back what ends the drawing. */
export async function draw(
  place: HTMLElement,
  spec: Record<string, unknown>,
  records: Records,
  scheme: Scheme,
  frame: Frame = { width: place.clientWidth },
): Promise<() => void> {
  const view = await viewOf(place, spec, records, chartConfig(scheme), frame);
  return () => view.finalize();
}
