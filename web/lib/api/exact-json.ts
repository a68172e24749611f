interface Context {
  source?: string;
}

function heldExactly(value: number, source: string): boolean {
  return String(value) === source || (Number.isSafeInteger(value) && !/[.eE]/.test(source));
}

/**
 * Parses JSON and keeps every number's digits: one that JavaScript cannot hold exactly (a large
 * integer, a decimal with trailing zeros) stays text. Where the browser does not give the source
 * text of a number, it is read as usual.
 */
export function parseExact(text: string): unknown {
  return JSON.parse(text, function keep(_key, value: unknown, context?: Context) {
    if (typeof value !== 'number' || context?.source === undefined) return value;
    return heldExactly(value, context.source) ? value : context.source;
  } as (key: string, value: unknown) => unknown);
}
