import { Menu } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import * as t from '@/texts/answer';

/** What the menu of a conversation holds. */
export default function ThreadChoices({ onRename, onDelete }: { onRename: () => void; onDelete: () => void }) {
  return (
    <>
      <Menu.Item leftSection={<IconPencil size={16} />} onClick={onRename}>
        {t.rename}
      </Menu.Item>
      <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onDelete}>
        {t.deleteIt}
      </Menu.Item>
    </>
  );
}
