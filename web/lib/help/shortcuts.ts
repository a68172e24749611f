import * as t from '@/texts/help';

export interface Shortcut {
  /** Pressed together are those of one list; `Mod` is Ctrl, and ⌘ on a Mac. */
  keys: string[];
  does: string;
}

export interface ShortcutGroup {
  where: string;
  shortcuts: Shortcut[];
}

/** What the keys do, place by place. Whoever adds one to a page adds it here. */
export const shortcutGroups: ShortcutGroup[] = [
  {
    where: t.everywhere,
    shortcuts: [
      { keys: ['?'], does: t.showKeysFree },
      { keys: ['Mod', '/'], does: t.showTheseKeys },
      { keys: ['Tab'], does: t.nextThing },
      { keys: ['Esc'], does: t.closeThings },
    ],
  },
  {
    where: t.asking,
    shortcuts: [
      { keys: ['Enter'], does: t.ask },
      { keys: ['Shift', 'Enter'], does: t.newLine },
      { keys: ['↓'], does: t.intoSuggestions },
      { keys: ['Mod', 'Z'], does: t.takeBackQuestion },
      { keys: ['Mod', 'Shift', 'Z'], does: t.bringBack },
      { keys: ['Alt', 'N'], does: t.beginThread },
      { keys: ['Mod', 'Enter'], does: t.runSql },
    ],
  },
  {
    where: t.results,
    shortcuts: [
      { keys: ['←', '↑', '↓', '→'], does: t.cellToCell },
      { keys: ['Mod', 'C'], does: t.copyCells },
      { keys: ['Mod', 'A'], does: t.selectAll },
      { keys: ['Enter'], does: t.openCell },
      { keys: ['Alt', '←', '→'], does: t.columnWidth },
      { keys: ['Alt', '↓'], does: t.headingMenu },
    ],
  },
  {
    where: t.whileEditing,
    shortcuts: [
      { keys: ['←', '↑', '↓', '→'], does: t.moveTile },
      { keys: ['Mod', 'Z'], does: t.takeBackChange },
      { keys: ['Mod', 'Shift', 'Z'], does: t.bringBack },
    ],
  },
  {
    where: t.sources,
    shortcuts: [
      { keys: ['←', '→'], does: t.foldTree },
      { keys: ['↑', '↓'], does: t.throughTree },
      { keys: ['+'], does: t.zoomDiagram },
    ],
  },
];

const macKeys: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' };

/** A key as it is written on the keyboard at hand. */
export function keyName(key: string, mac: boolean): string {
  if (mac) return macKeys[key] ?? key;
  return key === 'Mod' ? 'Ctrl' : key;
}
