// The page at /docs: Redoc from npm, served from here, loading this server's own description.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const out = process.argv[2] ?? 'out';
const here = import.meta.dirname;
mkdirSync(join(out, 'docs'), { recursive: true });
copyFileSync(
  join(here, '../node_modules/redoc/bundles/redoc.standalone.js'),
  join(out, 'docs/redoc.js'),
);
for (const name of ['start.js', 'style.css']) {
  copyFileSync(join(here, 'docs', name), join(out, 'docs', name));
}
copyFileSync(join(here, 'docs/docs.html'), join(out, 'docs.html'));
console.log('/docs written');
