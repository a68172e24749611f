import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Table } from '@/lib/api/types';
import { firstOpen, linesOf, stepOf } from '@/lib/catalog/tree';
import * as t from '@/texts/catalog';
import classes from './catalog.module.css';
import { TreeLine } from './tree-line';

interface Props {
  tables: Table[];
  /** The key of the table that is shown beside the tree. */
  chosen: string | undefined;
  onChoose: (table: Table) => void;
}

const lineHeight = 30;

function toggled(open: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(open);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Schemas, tables and columns; only what is in sight is in the document. */
export function SchemaTree({ tables, chosen, onChoose }: Props) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(() => firstOpen(tables));
  const [active, setActive] = useState(0);
  const lines = useMemo(() => linesOf(tables, open), [tables, open]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => lineHeight,
    overscan: 10,
    initialRect: { width: 300, height: 520 },
  });
  const now = Math.min(active, lines.length - 1);

  function go(at: number) {
    setActive(at);
    virtual.scrollToIndex(at);
  }

  function act(at: number) {
    const line = lines[at];
    if (!line) return;
    setActive(at);
    if (line.table) onChoose(line.table);
    else setOpen(toggled(open, line.key));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return act(now);
    }
    const step = stepOf(lines, now, event.key);
    if (!step) return;
    event.preventDefault();
    if (step.toggle) setOpen(toggled(open, step.toggle));
    go(step.at);
  }

  return (
    <div
      ref={frame}
      role="tree"
      aria-label={t.tablesAndColumns}
      tabIndex={0}
      aria-activedescendant={`${id}-${now}`}
      className={classes.tree}
      onKeyDown={onKeyDown}
    >
      <div role="none" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return (
            line && (
              <TreeLine
                key={line.key}
                id={`${id}-${index}`}
                line={line}
                top={start}
                height={lineHeight}
                active={index === now}
                chosen={line.kind === 'table' && line.key === chosen}
                onToggle={() => {
                  setActive(index);
                  setOpen(toggled(open, line.key));
                }}
                onAct={() => act(index)}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
