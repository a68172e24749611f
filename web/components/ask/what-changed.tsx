import { List, Stack, VisuallyHidden } from '@mantine/core';
import type { Answer } from '@/lib/api/types';
import * as t from '@/texts/evidence';
import classes from './explain.module.css';

const signs = { added: '+ ', removed: '- ', same: '  ' };

/** What a follow-up changed, in words and in the lines of the SQL. */
export function WhatChanged({ refinement: { changes, diff } }: { refinement: NonNullable<Answer['refinement']> }) {
  return (
    <Stack gap="xs">
      <List size="sm">
        {changes.map(({ part, text }) => (
          <List.Item key={part + text}>{text}</List.Item>
        ))}
      </List>
      {diff.length > 0 && (
        <pre className={classes.diff} tabIndex={0} role="group" aria-label={t.changedLines}>
          {diff.map(({ side, text }, at) => (
            <span key={at} className={classes.line} data-side={side}>
              <VisuallyHidden>{side === 'same' ? '' : side}</VisuallyHidden>
              {signs[side] + text}
            </span>
          ))}
        </pre>
      )}
    </Stack>
  );
}
