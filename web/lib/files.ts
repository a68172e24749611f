/** Hands a file that was made here to the person. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A file name that says what the question was. */
export function nameFor(question: string, extension: string): string {
  const words = question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['answer'];
  return `${words.slice(0, 8).join('-').slice(0, 60)}.${extension}`;
}
