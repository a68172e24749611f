import { Menu } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';

/** What the menu of a conversation holds. */
export default function ThreadChoices({ onRename, onDelete }: { onRename: () => void; onDelete: () => void }) {
  return (
    <>
      <Menu.Item leftSection={<IconPencil size={16} />} onClick={onRename}>
        Rename
      </Menu.Item>
      <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onDelete}>
        Delete
      </Menu.Item>
    </>
  );
}
