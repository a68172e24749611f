import { describe, expect, it } from 'vitest';
import { fitting, zoomed } from './use-pan-zoom';

describe('a picture in its frame', () => {
  it('fits in the middle, never larger than it is', () => {
    expect(fitting({ width: 100, height: 50 }, { width: 300, height: 300 })).toEqual({ scale: 1, x: 100, y: 125 });
    expect(fitting({ width: 1000, height: 100 }, { width: 500, height: 500 })).toEqual({ scale: 0.5, x: 0, y: 225 });
    expect(fitting({ width: 0, height: 0 }, { width: 300, height: 300 })).toEqual({ scale: 1, x: 0, y: 0 });
  });

  it('is zoomed about a place that stays where it is', () => {
    const view = zoomed({ x: 10, y: 20, scale: 1 }, 2, { x: 110, y: 120 });
    expect(view).toEqual({ scale: 2, x: -90, y: -80 });
    expect(zoomed({ x: 0, y: 0, scale: 2.4 }, 4, { x: 0, y: 0 }).scale).toBe(2.5);
  });
});
