import { ActionIcon, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import type { ThreadItem } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';
import classes from './threads.module.css';
import { useDropThread } from './use-drop-thread';
import { pathOfThread } from './use-open-thread';

const RenameModal = dynamic(() => import('./rename-modal').then((each) => each.RenameModal));

interface Props {
  thread: ThreadItem;
  current: boolean;
  onOpen?: () => void;
}

/** A conversation: its title leads to it, its menu changes it. */
export function ThreadRow({ thread, current, onOpen }: Props) {
  const [renaming, { open, close }] = useDisclosure();
  const drop = useDropThread(thread);
  const { id, title, updated_at } = thread;
  return (
    <li className={classes.row} data-current={current || undefined}>
      <Link href={pathOfThread(id)} className={classes.link} aria-current={current ? 'page' : undefined} onClick={onOpen}>
        <Text size="sm" truncate title={title}>
          {title}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          <time dateTime={updated_at} title={exactMoment(updated_at)}>
            {ago(updated_at)}
          </time>
        </Text>
      </Link>
      <Menu position="bottom-end" width={160}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="md" aria-label={`Actions for ${title}`} className={classes.actions}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={open}>
            Rename
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={drop}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {renaming && <RenameModal thread={thread} onClose={close} />}
    </li>
  );
}
