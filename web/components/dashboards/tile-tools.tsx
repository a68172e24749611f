import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp, IconArrowsDiagonal, IconArrowsDiagonalMinimize,
  IconDots, IconGripVertical, IconPencil, IconTrash,
} from '@tabler/icons-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Tile } from '@/lib/api/types';
import * as t from '@/texts/tiles';
import classes from './board.module.css';
import type { Grip } from './use-drag';
import type { Editor } from './use-editor';

interface Props {
  tile: Tile;
  name: string;
  editor: Editor;
}

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface GripProps extends Props {
  onGrip: (event: PointerEvent, tile: Tile, grip: Grip) => void;
}

/** What a tile is held by: with the pointer, or with the arrow keys. */
export function TileGrip({ tile, name, editor, onGrip }: GripProps) {
  function onKeyDown(event: KeyboardEvent) {
    const [dx, dy] = arrows[event.key] ?? [0, 0];
    if (dx === 0 && dy === 0) return;
    event.preventDefault(); // the page stays where it is
    if (event.shiftKey) editor.resize(tile, dx, dy);
    else editor.move(tile.id, dx, dy);
  }
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      className={classes.grip}
      aria-label={t.moveNamed(name)}
      aria-describedby="how-to-move"
      aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown"
      onPointerDown={(event) => onGrip(event, tile, 'move')}
      onKeyDown={onKeyDown}
    >
      <IconGripVertical size={17} />
    </ActionIcon>
  );
}

const moves = [
  { label: t.moveLeft, icon: IconArrowLeft, dx: -1, dy: 0 },
  { label: t.moveRight, icon: IconArrowRight, dx: 1, dy: 0 },
  { label: t.moveUp, icon: IconArrowUp, dx: 0, dy: -1 },
  { label: t.moveDown, icon: IconArrowDown, dx: 0, dy: 1 },
];

const sizes = [
  { label: t.wider, icon: IconArrowsDiagonal, dw: 1, dh: 0 },
  { label: t.narrower, icon: IconArrowsDiagonalMinimize, dw: -1, dh: 0 },
  { label: t.taller, icon: IconArrowsDiagonal, dw: 0, dh: 1 },
  { label: t.shorter, icon: IconArrowsDiagonalMinimize, dw: 0, dh: -1 },
];

/** Everything that dragging does, by single clicks; and changing and removing. */
export function TileTools({ tile, name, editor, onEdit }: Props & { onEdit: () => void }) {
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t.changeNamed(name)} mr={-8}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="calc(100dvh - 32px)" style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={onEdit} leftSection={<IconPencil size={16} />}>
          {t.edit}
        </Menu.Item>
        <Menu.Item onClick={() => editor.remove(tile)} leftSection={<IconTrash size={16} color="var(--mantine-color-red-text)" />}>
          {t.remove}
        </Menu.Item>
        <Menu.Divider />
        {moves.map(({ label, icon: Icon, dx, dy }) => (
          <Menu.Item key={label} closeMenuOnClick={false} onClick={() => editor.move(tile.id, dx, dy)} leftSection={<Icon size={16} />}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {sizes.map(({ label, icon: Icon, dw, dh }) => (
          <Menu.Item key={label} closeMenuOnClick={false} onClick={() => editor.resize(tile, dw, dh)} leftSection={<Icon size={16} />}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
