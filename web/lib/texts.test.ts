import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const web = join(import.meta.dirname, '..');
const texts = join(web, 'texts/en');
const sources = ['app', 'components', 'lib'].flatMap((folder) =>
  readdirSync(join(web, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(web, folder, file), 'utf8')),
);

/** The names that a file makes known, and those that it uses itself. */
const exported = (text: string) => [...text.matchAll(/^export const (\w+)/gm)].map(([, name = '']) => name);
const usedInside = (text: string, name: string) => (text.match(new RegExp(`\\b${name}\\(`, 'g')) ?? []).length > 0;

const areas = readdirSync(texts)
  .map((file) => file.replace('.ts', ''))
  .filter((area) => !['language', 'plural', 'role-words'].includes(area));

test.each(areas)('every text of %s is read somewhere', (area) => {
  const text = readFileSync(join(texts, `${area}.ts`), 'utf8');
  const users = sources.filter((source) => source.includes(`'@/texts/${area}'`)).join('\n');
  const unread = exported(text).filter((name) => !new RegExp(`\\bt\\.${name}\\b`).test(users) && !usedInside(text, name));
  expect(unread).toEqual([]);
});
