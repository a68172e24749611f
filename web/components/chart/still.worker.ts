/// <reference lib="webworker" />
import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type Config, type TopLevelSpec } from 'vega-lite';
import { noLoader } from './no-loader';
import type { StillAnswer, StillOrder } from './still';

// Vega measures words on a canvas that it makes by the document, which a worker lacks.
Object.assign(globalThis, { document: { createElement: () => new OffscreenCanvas(1, 1) } });

async function svgOf(spec: Record<string, unknown>, config: StillOrder['config']): Promise<string> {
  const compiled = compile(spec as unknown as TopLevelSpec, { config: config as Config });
  const runtime = parse(compiled.spec, undefined, { ast: true });
  const options = { renderer: 'none', expr: expressionInterpreter, loader: noLoader };
  const view = new View(runtime, options as ConstructorParameters<typeof View>[1]);
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

self.onmessage = ({ data: { id, spec, config } }: MessageEvent<StillOrder>) => {
  const answer = (rest: Omit<StillAnswer, 'id'>) => self.postMessage({ id, ...rest } satisfies StillAnswer);
  svgOf(spec, config).then(
    (svg) => answer({ svg }),
    (error: unknown) => answer({ error: String(error) }),
  );
};
