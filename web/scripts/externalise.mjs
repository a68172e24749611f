// Moves each inline script of the export to a file of its own, named by its content, so that one
// constant Content-Security-Policy with `script-src 'self'` serves every page.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const out = process.argv[2] ?? 'out';
const folder = '_next/static/inline';
mkdirSync(join(out, folder), { recursive: true });

let moved = 0;

function moveOut(whole, attributes, body) {
  if (/\bsrc\s*=/i.test(attributes) || /type="application\//.test(attributes) || body === '') {
    return whole;
  }
  const name = createHash('sha256').update(body, 'utf8').digest('hex').slice(0, 20);
  writeFileSync(join(out, folder, `${name}.js`), body);
  moved += 1;
  return `<script${attributes} src="/${folder}/${name}.js"></script>`;
}

for (const entry of readdirSync(out, { recursive: true })) {
  if (!entry.endsWith('.html')) continue;
  const file = join(out, entry);
  const page = readFileSync(file, 'utf8');
  writeFileSync(file, page.replace(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi, moveOut));
}
console.log(`${moved} inline scripts moved to ${folder}`);
