import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const roots = ['app', 'components', 'lib', 'texts', 'package-lock.json', 'next.config.ts'];

function filesUnder(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).sort().flatMap((name) => filesUnder(join(path, name)));
}

/** A build id that follows from the sources alone: equal sources make equal exports. */
export function sourceId(folder) {
  const hash = createHash('sha256');
  for (const file of roots.flatMap((root) => filesUnder(join(folder, root)))) {
    hash.update(file.slice(folder.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
