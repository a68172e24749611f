import { Textarea, type TextareaProps } from '@mantine/core';

const styles = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } };

/** SQL or YAML to write; it grows with what is written. */
export function CodeField(props: TextareaProps) {
  return <Textarea autosize spellCheck={false} maxLength={65_536} styles={styles} {...props} />;
}
