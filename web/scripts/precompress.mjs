// Puts a .gz and a .br beside each file that is worth it; the server sends what the client accepts.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const out = process.argv[2] ?? 'out';
const worthIt = /\.(html|js|css|json|svg|txt|map|xml|webmanifest)$/;
const smallest = 1024;

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}

let files = 0;
for (const entry of readdirSync(out, { recursive: true })) {
  const file = join(out, entry);
  if (!worthIt.test(entry) || statSync(file).size < smallest) continue;
  const bytes = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${file}.br`, brotli(bytes));
  files += 1;
}
console.log(`${files} files compressed`);
