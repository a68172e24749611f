'use client';

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';

interface Props {
  label: string;
  /** What it begins with; later the editor is right. */
  value: string;
  onChange: (text: string) => void;
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--parlance-accent)' },
  { tag: tags.string, color: 'var(--mantine-color-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--mantine-color-blue-light-color)' },
]);

const look = EditorView.theme({
  '&': { maxHeight: '70vh', fontSize: '13px', border: '1px solid var(--parlance-line)', borderRadius: '12px', background: 'var(--mantine-color-body)' },
  '&.cm-focused': { outline: '2px solid var(--parlance-accent)' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', minHeight: '320px', borderRadius: '12px' },
  '.cm-gutters': { background: 'var(--parlance-quiet)', color: 'var(--mantine-color-dimmed)', border: 'none' },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--parlance-mark)' },
});

function extensionsFor(label: string, onText: (text: string) => void) {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    json(),
    linter(jsonParseLinter()),
    syntaxHighlighting(colours),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    EditorView.updateListener.of(({ docChanged, state }) => docChanged && onText(state.doc.toString())),
    look,
  ];
}

/** JSON to write. Tab leaves the editor, as everywhere else. */
export function JsonEditor({ label, value, onChange }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const first = useRef(value);
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (!frame.current) return;
    const state = EditorState.create({ doc: first.current, extensions: extensionsFor(label, (text) => tell.current(text)) });
    const view = new EditorView({ state, parent: frame.current });
    return () => view.destroy();
  }, [label]);
  return <div ref={frame} />;
}
