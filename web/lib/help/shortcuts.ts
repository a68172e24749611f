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
    where: 'Everywhere',
    shortcuts: [
      { keys: ['?'], does: 'Show these keys, while no text is being written' },
      { keys: ['Mod', '/'], does: 'Show these keys' },
      { keys: ['Tab'], does: 'Go to the next thing; the first Tab offers to skip the menu' },
      { keys: ['Esc'], does: 'Close a dialog, a menu or a list' },
    ],
  },
  {
    where: 'Asking',
    shortcuts: [
      { keys: ['Enter'], does: 'Ask' },
      { keys: ['Shift', 'Enter'], does: 'Begin a new line' },
      { keys: ['↓'], does: 'Go into the suggestions' },
      { keys: ['Mod', 'Z'], does: 'Take the last question back' },
      { keys: ['Mod', 'Shift', 'Z'], does: 'Have it again' },
      { keys: ['Alt', 'N'], does: 'Begin a new conversation' },
      { keys: ['Mod', 'Enter'], does: 'Run the SQL in the editor' },
    ],
  },
  {
    where: 'Results',
    shortcuts: [
      { keys: ['←', '↑', '↓', '→'], does: 'Go from cell to cell; with Shift, select' },
      { keys: ['Mod', 'C'], does: 'Copy the selected cells' },
      { keys: ['Mod', 'A'], does: 'Select all rows that are there' },
      { keys: ['Enter'], does: 'Look at a whole value, or sort by a heading' },
      { keys: ['Alt', '←', '→'], does: 'Make the column of a heading narrower or wider' },
      { keys: ['Alt', '↓'], does: 'Open the menu of a heading' },
    ],
  },
  {
    where: 'Dashboards, while editing',
    shortcuts: [
      { keys: ['←', '↑', '↓', '→'], does: 'Move a tile by its handle; with Shift, resize it' },
      { keys: ['Mod', 'Z'], does: 'Take the last change back' },
      { keys: ['Mod', 'Shift', 'Z'], does: 'Have it again' },
    ],
  },
  {
    where: 'Sources',
    shortcuts: [
      { keys: ['←', '→'], does: 'Close and open a table in the tree' },
      { keys: ['↑', '↓'], does: 'Go through the tree' },
      { keys: ['+'], does: 'Come closer in the diagram; − goes away, 0 shows all of it' },
    ],
  },
];

const macKeys: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' };

/** A key as it is written on the keyboard at hand. */
export function keyName(key: string, mac: boolean): string {
  if (mac) return macKeys[key] ?? key;
  return key === 'Mod' ? 'Ctrl' : key;
}
