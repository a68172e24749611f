import { createElement, Fragment, type ReactNode } from 'react';

/** A sentence around elements: rich`Ask ${link} again`. */
export function rich(words: TemplateStringsArray, ...parts: ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...words.flatMap((text, at) => [text, parts[at]]));
}
