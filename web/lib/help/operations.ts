/** What the help shows of the description of the API (OpenAPI 3.1). */

export interface ApiDescription {
  paths: Record<string, Record<string, unknown>>;
}

export interface ApiOperation {
  id: string;
  method: string;
  path: string;
  summary: string;
  tag: string;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** All operations, by what they are about. */
export function operationsOf({ paths }: ApiDescription): ApiOperation[] {
  const found = Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method): ApiOperation[] => {
      const operation = item[method] as { operationId?: string; summary?: string; tags?: string[] } | undefined;
      if (!operation) return [];
      const { operationId, summary, tags } = operation;
      return [{ id: textOf(operationId), method: method.toUpperCase(), path, summary: textOf(summary), tag: textOf(tags?.[0]) }];
    }),
  );
  return found.sort((a, b) => a.tag.localeCompare(b.tag) || a.path.localeCompare(b.path));
}

/** Those in which every word stands somewhere. */
export function operationsWith(all: ApiOperation[], text: string): ApiOperation[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ id, path, summary, tag }) => {
    const whole = `${id} ${path} ${summary} ${tag}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
}
