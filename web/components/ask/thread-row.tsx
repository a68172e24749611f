import { ActionIcon, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { lazy } from 'react';
import { DeferredMenu } from '@/components/ui/deferred-menu';
import { Link } from '@/components/ui/link';
import type { ThreadItem } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/ask';
import classes from './threads.module.css';
import { useDropThread } from './use-drop-thread';
import { pathOfThread } from './use-open-thread';

const ThreadChoices = lazy(() => import('./thread-choices'));
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
  const target = (
    <ActionIcon variant="subtle" color="gray" size="md" aria-label={t.actionsFor(title)} className={classes.actions}>
      <IconDots size={16} />
    </ActionIcon>
  );
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
      <DeferredMenu position="bottom-end" width={160} target={target}>
        <ThreadChoices onRename={open} onDelete={drop} />
      </DeferredMenu>
      {renaming && <RenameModal thread={thread} onClose={close} />}
    </li>
  );
}
