import { useDebouncedValue } from '@mantine/hooks';
import { useId, useState, type ChangeEvent, type KeyboardEvent, type RefObject } from 'react';
import { useOwner } from '@/components/auth/auth-context';
import { useCompletions } from '@/lib/api/completions';
import type { Completion } from '@/lib/api/types';
import { bytesBefore, replaced, upToDate } from '@/lib/ask/bytes';
import { draftOf, keepDraft } from '@/lib/ask/draft';

const settleMs = 90;

/** The text of the box: it is there again after a visit to another page. */
function useDraft() {
  const owner = useOwner() ?? '';
  const [text, setText] = useState(() => draftOf(owner));
  function write(next: string) {
    keepDraft(owner, next);
    setText(next);
  }
  return [text, write] as const;
}

/**
 * The text of the question box with what it may go on with. Nothing is chosen until an arrow key
 * chooses it: Enter and Tab keep their meaning until then.
 */
export function useTyping(source: string, box: RefObject<HTMLTextAreaElement | null>) {
  const [text, setText] = useDraft();
  const [cursor, setCursor] = useState(0);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useId();
  const [settled] = useDebouncedValue(text, settleMs);
  const found = useCompletions(source, settled, bytesBefore(settled, cursor), open);
  const items = open ? found.flatMap((each) => upToDate(each, text, cursor) ?? []) : [];
  const shown = items.length > 0;

  function close() {
    setOpen(false);
    setActive(-1);
  }

  function change(event: ChangeEvent<HTMLTextAreaElement>) {
    const { value, selectionStart } = event.currentTarget;
    setText(value);
    setCursor(selectionStart);
    setActive(-1);
    setOpen(value.trim() !== '');
  }

  function take(item: Completion) {
    const next = replaced(text, item.begin, item.end, item.text);
    setText(next.text);
    setCursor(next.cursor);
    close();
    box.current?.focus();
    // The browser puts the cursor at the end once the new text is in the box.
    requestAnimationFrame(() => box.current?.setSelectionRange(next.cursor, next.cursor));
  }

  /** Whether the key was for the list. */
  function onKey(event: KeyboardEvent): boolean {
    if (!shown || event.nativeEvent.isComposing) return false;
    const chosen = items[active];
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, items.length - 1));
    else if (event.key === 'ArrowUp' && active >= 0) setActive(active - 1);
    else if (chosen && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) take(chosen);
    else return false;
    event.preventDefault();
    return true;
  }

  function clear() {
    setText('');
    close();
  }

  const optionId = (at: number) => `${list}-${at}`;
  // A box of several lines keeps its role (ARIA in HTML); how many suggestions there are is told beside it.
  const aria = {
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-controls': shown ? list : undefined,
    'aria-activedescendant': items[active] ? optionId(active) : undefined,
  } as const;
  return { text, items, active, list, optionId, aria, change, take, onKey, clear, close };
}

export type Typing = ReturnType<typeof useTyping>;
