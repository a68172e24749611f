import { Anchor, Code } from '@mantine/core';
import { useMemo } from 'react';
import { blocksOf, type Block, type Inline } from '@/lib/dashboards/markdown';
import * as t from '@/texts/dashboards';
import classes from './board.module.css';

function Words({ content }: { content: Inline[] }) {
  return content.map((part, at) => {
    if (part.kind === 'bold') return <strong key={at}>{part.text}</strong>;
    if (part.kind === 'italic') return <em key={at}>{part.text}</em>;
    if (part.kind === 'code') return <Code key={at}>{part.text}</Code>;
    if (part.kind === 'link') {
      return (
        <Anchor key={at} href={part.href} inherit underline="always" target="_blank" rel="noopener noreferrer nofollow">
          {part.text}
        </Anchor>
      );
    }
    return part.text;
  });
}

function Shown({ block }: { block: Block }) {
  if (block.kind === 'list') {
    const List = block.ordered ? 'ol' : 'ul';
    return (
      <List>
        {block.items.map((item, at) => (
          <li key={at}>
            <Words content={item} />
          </li>
        ))}
      </List>
    );
  }
  const Stretch = block.kind === 'heading' ? 'h3' : 'p';
  return (
    <Stretch>
      <Words content={block.content} />
    </Stretch>
  );
}

/** A text as its author marked it up. It is data: no HTML in it is ever run. */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    <div className={classes.prose} tabIndex={0} role="group" aria-label={t.text}>
      {blocks.map((block, at) => (
        <Shown key={at} block={block} />
      ))}
    </div>
  );
}
