import type { Config } from 'vega-embed';
import { chartConfig, type Scheme } from './chart-config';
import { fitted, type Frame } from './fitted';

export interface StillOrder {
  id: number;
  spec: Record<string, unknown>;
  config: Config;
}

export interface StillAnswer {
  id: number;
  svg?: string;
  error?: string;
}

type Waiting = { resolve: (svg: string) => void; reject: (error: Error) => void };

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let orders = 0;

function settle({ id, svg, error }: StillAnswer): void {
  const { resolve, reject } = waiting.get(id) ?? {};
  waiting.delete(id);
  if (svg !== undefined) resolve?.(svg);
  else reject?.(new Error(error));
}

function failAll(): void {
  for (const { reject } of waiting.values()) reject(new Error('The drawing worker ended.'));
  waiting.clear();
  worker = null;
}

function theWorker(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('./still.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<StillAnswer>) => settle(data);
  worker.onerror = failAll;
  return worker;
}

/** A worker has no container whose width it could ask. */
function inPixels(spec: Record<string, unknown>, { width }: Frame): Record<string, unknown> {
  return spec.width === 'container' ? { ...spec, width } : spec;
}

function nodeOf(svg: string): SVGElement {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  if (parsed.nodeName !== 'svg') throw new Error('Not a drawing');
  return document.importNode(parsed as unknown as SVGElement, true);
}

/**
 * The chart as a picture, drawn by a worker: a page full of charts stays as quick to the touch as one
 * without. Rejects where workers cannot draw.
 */
export async function still(
  spec: Record<string, unknown>,
  records: Record<string, unknown>[],
  scheme: Scheme,
  frame: Frame,
): Promise<SVGElement> {
  const id = ++orders;
  const drawn = new Promise<string>((resolve, reject) => waiting.set(id, { resolve, reject }));
  const order: StillOrder = { id, spec: inPixels(fitted(spec, records, frame), frame), config: chartConfig(scheme) };
  theWorker().postMessage(order);
  return nodeOf(await drawn);
}
