import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown, IconArrowUp, IconArrowsHorizontal, IconCopy, IconDotsVertical, IconEyeOff, IconFilter, IconPin, IconPinnedOff,
} from '@tabler/icons-react';
import type { ResultColumn } from '@/lib/api/types';
import * as t from '@/texts/result';
import classes from './result-grid.module.css';
import type { GridActions } from './use-actions';

interface Props {
  at: number;
  column: ResultColumn;
  pinned: boolean;
  actions: GridActions;
}

/** What can be done with a column. */
export function ColumnMenu({ at, column, pinned, actions }: Props) {
  const opened = actions.menu === at;
  const opener = (
    <ActionIcon
      aria-haspopup="menu"
      aria-expanded={opened}
      className={classes.menu}
      data-opened={opened || undefined}
      variant="subtle"
      color="gray"
      size={22}
      tabIndex={-1}
      aria-label={t.optionsOf(column.name)}
      onMouseDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        actions.openMenu(opened ? null : at);
      }}
    >
      <IconDotsVertical size={15} />
    </ActionIcon>
  );
  // A table has many of them, and most are never opened.
  if (!opened) return opener;
  const items = [
    { label: t.sortUp, icon: IconArrowUp, run: () => actions.sort(at, false) },
    { label: t.sortDown, icon: IconArrowDown, run: () => actions.sort(at, true) },
    { label: t.openFilter, icon: IconFilter, run: () => actions.filter(at) },
    { label: pinned ? t.unpin : t.pinLeft, icon: pinned ? IconPinnedOff : IconPin, run: () => actions.pin(at, !pinned) },
    { label: t.hide, icon: IconEyeOff, run: () => actions.hide(at) },
    { label: t.fitToContent, icon: IconArrowsHorizontal, run: () => actions.fit(at) },
    { label: t.copyName, icon: IconCopy, run: () => actions.copyText(column.name) },
  ];
  return (
    <Menu
      opened
      onChange={(open) => actions.openMenu(open ? at : null)}
      position="bottom-end"
      width={180}
      returnFocus={false}
      withinPortal
    >
      <Menu.Target>{opener}</Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()} onMouseDown={(event) => event.stopPropagation()}>
        {items.map(({ label, icon: Icon, run }) => (
          <Menu.Item key={label} leftSection={<Icon size={15} />} onClick={run}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
