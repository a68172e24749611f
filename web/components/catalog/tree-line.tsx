import { IconChevronRight, IconColumns, IconSchema, IconTable } from '@tabler/icons-react';
import type { Line } from '@/lib/catalog/tree';
import classes from './catalog.module.css';

interface Props {
  id: string;
  line: Line;
  top: number;
  height: number;
  active: boolean;
  chosen: boolean;
  onToggle: () => void;
  onAct: () => void;
}

const icons = { schema: IconSchema, table: IconTable, column: IconColumns };

export function TreeLine({ id, line, top, height, active, chosen, onToggle, onAct }: Props) {
  const { kind, level, label, hint, expanded, position, siblings } = line;
  const Icon = icons[kind];
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={expanded}
      aria-selected={chosen}
      aria-label={hint ? `${label}, ${hint}` : label}
      className={classes.line}
      data-active={active || undefined}
      style={{ transform: `translateY(${top}px)`, height, paddingInlineStart: 6 + (level - 1) * 16 }}
      onClick={onAct}
    >
      <span
        className={classes.twist}
        data-open={expanded || undefined}
        aria-hidden
        onClick={(event) => {
          if (expanded === undefined) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {expanded !== undefined && <IconChevronRight size={14} />}
      </span>
      <Icon size={15} stroke={1.6} aria-hidden />
      <span className={classes.label} title={label}>
        {label}
      </span>
      {hint && <span className={classes.hint}>{hint}</span>}
    </div>
  );
}
