// Moves the inline scripts of the export to files, named by their content, so that one constant
// Content-Security-Policy with `script-src 'self'` serves every page. The program is brought and begins
// once what the page already shows is painted: on a slow line its words do not wait behind it.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const out = process.argv[2] ?? 'out';
const folder = '_next/static/inline';
const scripts = /<script\b([^>]*)>([\s\S]*?)<\/script>/gi;
const parts = /<script src="([^"]+)"(?: id="[^"]*")? async=""><\/script>/g;
const announced = /<link rel="preload" as="script"[^>]*>/g;
mkdirSync(join(out, folder), { recursive: true });

let moved = 0;

function isInline(attributes, body) {
  return !/\bsrc\s*=/i.test(attributes) && !/type="application\//.test(attributes) && body !== '';
}

function fileOf(body) {
  const name = createHash('sha256').update(body, 'utf8').digest('hex').slice(0, 20);
  writeFileSync(join(out, folder, `${name}.js`), body);
  moved += 1;
  return `/${folder}/${name}.js`;
}

/** Each by itself: one in the head sets the colours before anything is painted. */
function headOf(html) {
  return html.replace(scripts, (whole, attributes, body) =>
    isInline(attributes, body) ? `<script${attributes} src="${fileOf(body)}"></script>` : whole,
  );
}

/** What begins the program waits for the first frame, or for a while where none is drawn, as in a tab that nobody sees. */
const afterFrame = `(start => {
  let begun = false;
  const begin = () => begun || ((begun = true), start());
  requestAnimationFrame(() => setTimeout(begin));
  setTimeout(begin, document.hidden ? 0 : 500);
})(() => {
for (const src of PARTS) document.head.append(Object.assign(document.createElement('script'), { src, async: true }));
BODY
});`;

/** `sources` are the files of the program. */
function inItsTime(body, sources) {
  if (!body.includes('TURBOPACK')) return body;
  return afterFrame.replace('PARTS', () => JSON.stringify(sources)).replace('BODY', () => body);
}

/**
 * All of them in the place of the last one, in their order: they only hand data to the program, which
 * need not hold up the page, and each reply costs a way.
 */
function bodyOf(html, sources) {
  const found = [...html.matchAll(scripts)].filter(([, attributes, body]) => isInline(attributes, body));
  const last = found.at(-1)?.index;
  if (last === undefined) return html;
  const [[, attributes]] = found;
  const together = `<script${attributes} defer src="${fileOf(found.map(([, , body]) => inItsTime(body, sources)).join(';\n'))}"></script>`;
  return html.replace(scripts, (whole, its, body, at) => {
    if (!isInline(its, body)) return whole;
    return at === last ? together : '';
  });
}

for (const entry of readdirSync(out, { recursive: true })) {
  if (!entry.endsWith('.html')) continue;
  const file = join(out, entry);
  const whole = readFileSync(file, 'utf8');
  const sources = [...whole.matchAll(parts)].map(([, source]) => source);
  const page = whole.replace(parts, '').replace(announced, '');
  const end = page.indexOf('</head>');
  writeFileSync(file, headOf(page.slice(0, end)) + bodyOf(page.slice(end), sources));
}
console.log(`inline scripts moved to ${moved} files in ${folder}`);
