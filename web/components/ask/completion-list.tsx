import { Text, VisuallyHidden } from '@mantine/core';
import { IconColumns3, IconHash, IconQuote, IconRosetteDiscountCheck, IconTable } from '@tabler/icons-react';
import * as t from '@/texts/ask';
import classes from './completions.module.css';
import type { Typing } from './use-typing';

const icons = {
  table: IconTable,
  column: IconColumns3,
  value: IconQuote,
  term: IconHash,
  question: IconRosetteDiscountCheck,
};

/** What the question may go on with, to be chosen by arrow keys or by a click. */
export function CompletionList({ typing, below }: { typing: Typing; below: boolean }) {
  const { items, active, list, optionId, take } = typing;
  if (items.length === 0) return <VisuallyHidden role="status" />;
  return (
    <>
      <VisuallyHidden role="status">{t.suggestionCount(items.length)}</VisuallyHidden>
      <ul id={list} role="listbox" aria-label={t.suggestions} className={classes.list} data-below={below || undefined}>
        {items.map((item, at) => {
          const Icon = icons[item.kind];
          return (
            <li
              key={`${item.kind} ${item.text}`}
              id={optionId(at)}
              role="option"
              aria-selected={at === active}
              className={classes.option}
              // The focus stays in the box.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(item)}
            >
              <Icon size={15} stroke={1.7} aria-hidden />
              <Text span size="sm" truncate flex="0 1 auto">
                {item.text}
              </Text>
              <Text span size="xs" c="dimmed" truncate className={classes.detail}>
                {item.detail}
              </Text>
            </li>
          );
        })}
      </ul>
    </>
  );
}
