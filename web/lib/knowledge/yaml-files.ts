/** A file that was chosen, as far as joining asks. */
export interface Named {
  name: string;
  text: string;
}

/** Several files as one stream of documents, each under its name. */
export function joinedYaml(files: Named[]): string {
  const [only] = files;
  if (files.length === 1 && only) return only.text;
  // A name is a comment of one line, whatever stands in it.
  return files.map(({ name, text }) => `# ${name.replace(/\p{C}/gu, ' ')}\n${text.trimEnd()}\n`).join('---\n');
}
