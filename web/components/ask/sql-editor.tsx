'use client';

import { autocompletion, completionKeymap, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef, useState } from 'react';
import * as t from '@/texts/sql';

export interface Fault {
  /** In characters of the text. */
  at: number;
  message: string;
}

interface Props {
  value: string;
  onChange: (text: string) => void;
  /** Columns by table, as the asker sees them. */
  schema: Record<string, string[]>;
  /** What it is compared with; none: it is not. */
  original?: string;
  fault?: Fault;
  onRun: () => void;
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--parlance-accent)', fontWeight: '550' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--mantine-color-orange-light-color)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--mantine-color-blue-light-color)' },
  { tag: tags.comment, color: 'var(--mantine-color-dimmed)' },
]);

const look = EditorView.theme({
  '&': { maxHeight: '50vh', fontSize: '13px', border: '1px solid var(--parlance-line)', borderRadius: '12px', background: 'var(--mantine-color-body)' },
  '&.cm-focused': { outline: '2px solid var(--parlance-accent)' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', minHeight: '120px', borderRadius: '12px' },
  '.cm-gutters': { background: 'var(--parlance-quiet)', color: 'var(--mantine-color-dimmed)', border: 'none' },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--parlance-mark)' },
  '.cm-tooltip': { background: 'var(--mantine-color-body)', border: '1px solid var(--parlance-line)', color: 'var(--mantine-color-text)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--parlance-mark)', color: 'var(--mantine-color-text)' },
  '.cm-deletedChunk': { background: 'var(--mantine-color-red-light)' },
  '.cm-changedLine, .cm-insertedLine': { background: 'var(--parlance-mark) !important' },
});

function compared(original: string | undefined): Extension {
  return original === undefined ? [] : unifiedMergeView({ original, mergeControls: false, gutter: false });
}

function language(schema: Record<string, string[]>): Extension {
  return sql({ dialect: PostgreSQL, schema, upperCaseKeywords: true });
}

const fixed: Extension = [
  lineNumbers(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  autocompletion(),
  syntaxHighlighting(colours),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ 'aria-label': t.sql, tabindex: '0', spellcheck: 'false' }),
  // Escape closes the completions, and not the dialog around them.
  EditorView.contentAttributes.of(({ state }) => (completionStatus(state) ? { 'data-mantine-stop-propagation': 'true' } : null)),
  look,
];

/** SQL to write, with the names that the asker may use. Tab leaves the editor, as everywhere else. */
export function SqlEditor({ value, onChange, schema, original, fault, onRun }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const tell = useRef({ onChange, onRun });
  const [parts] = useState(() => ({ language: new Compartment(), compared: new Compartment() }));
  const first = useRef({ value, schema, original });
  useEffect(() => {
    tell.current = { onChange, onRun };
  }, [onChange, onRun]);

  useEffect(() => {
    if (!frame.current) return;
    const begin = first.current;
    const run = { key: 'Mod-Enter', run: () => (tell.current.onRun(), true) };
    const extensions = [
      keymap.of([run, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
      fixed,
      parts.language.of(language(begin.schema)),
      parts.compared.of(compared(begin.original)),
      EditorView.updateListener.of(({ docChanged, state }) => docChanged && tell.current.onChange(state.doc.toString())),
    ];
    const made = new EditorView({ state: EditorState.create({ doc: begin.value, extensions }), parent: frame.current });
    view.current = made;
    return () => made.destroy();
  }, [parts]);

  useEffect(() => {
    view.current?.dispatch({ effects: parts.language.reconfigure(language(schema)) });
  }, [parts, schema]);
  useEffect(() => {
    view.current?.dispatch({ effects: parts.compared.reconfigure(compared(original)) });
  }, [parts, original]);
  useEffect(() => {
    const held = view.current;
    if (!held || held.state.doc.toString() === value) return;
    held.dispatch({ changes: { from: 0, to: held.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const held = view.current;
    if (!held) return;
    const at = Math.min(fault?.at ?? 0, held.state.doc.length);
    const end = held.state.wordAt(at)?.to ?? Math.min(at + 1, held.state.doc.length);
    const found = fault ? [{ from: at, to: end, severity: 'error' as const, message: fault.message }] : [];
    held.dispatch(setDiagnostics(held.state, found));
  }, [fault]);
  return <div ref={frame} />;
}
