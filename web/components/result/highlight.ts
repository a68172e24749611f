import { PostgreSQL, SQLite, type SQLDialect } from '@codemirror/lang-sql';
import { highlightCode, tagHighlighter, tags } from '@lezer/highlight';

const dialects: Record<string, SQLDialect> = { postgres: PostgreSQL, sqlite: SQLite };

const styles = tagHighlighter([
  { tag: tags.keyword, class: 'keyword' },
  { tag: [tags.string, tags.special(tags.string)], class: 'string' },
  { tag: [tags.number, tags.bool, tags.null], class: 'number' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], class: 'comment' },
]);

/** The text in stretches of one style each, by CodeMirror's own grammar of the dialect. */
export function highlight(sql: string, dialect: string): { text: string; style: string }[] {
  const tree = (dialects[dialect] ?? PostgreSQL).language.parser.parse(sql);
  const stretches: { text: string; style: string }[] = [];
  highlightCode(
    sql,
    tree,
    styles,
    (text, style) => stretches.push({ text, style }),
    () => stretches.push({ text: '\n', style: '' }),
  );
  return stretches;
}
