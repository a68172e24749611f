import type { View } from 'vega';
import type { ResultColumn, Row, Spec } from '@/lib/api/types';
import { asRecords } from '@/lib/result/cells';
import { viewOf } from './draw';
import { chartConfig } from './chart-config';

const size = { width: 960, height: 540 };
/** Sharp on dense screens and on paper. */
const pixelRatio = 2;

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png'),
  );
}

async function fileOf(view: View, kind: 'png' | 'svg'): Promise<Blob> {
  if (kind === 'svg') return new Blob([await view.toSVG()], { type: 'image/svg+xml' });
  return pngOf((await view.toCanvas(pixelRatio)) as HTMLCanvasElement);
}

/** The chart as a picture on white, whatever the page looks like. It is drawn anew, out of sight. */
export async function chartFile(spec: Spec, columns: ResultColumn[], rows: Row[], kind: 'png' | 'svg'): Promise<Blob> {
  const place = document.createElement('div');
  const config = { ...chartConfig('light'), background: '#ffffff', padding: 16 };
  const view = await viewOf(place, spec, asRecords(columns, rows), config, size);
  try {
    return await fileOf(view, kind);
  } finally {
    view.finalize();
  }
}
