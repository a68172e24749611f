// The page at /docs: Redoc from npm, served from here, loading this server's own description.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const out = process.argv[2] ?? 'out';
const here = import.meta.dirname;
mkdirSync(join(out, 'docs'), { recursive: true });

// Redoc's own small logo is its only picture from elsewhere; nothing here asks an outside host.
const logo = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
const none = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E';
const redoc = readFileSync(join(here, '../node_modules/redoc/bundles/redoc.standalone.js'), 'utf8');
writeFileSync(join(out, 'docs/redoc.js'), redoc.replaceAll(logo, none));
for (const name of ['start.js', 'style.css']) {
  copyFileSync(join(here, 'docs', name), join(out, 'docs', name));
}
copyFileSync(join(here, 'docs/docs.html'), join(out, 'docs.html'));
console.log('/docs written');
