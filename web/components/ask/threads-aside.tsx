import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconMessages, IconPlus } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { memo } from 'react';
import { Link } from '@/components/ui/link';
import * as t from '@/texts/ask';
import { ThreadList } from './thread-list';
import classes from './threads.module.css';
import { newThreadPath } from './use-open-thread';

const ThreadsDrawer = dynamic(() => import('./threads-drawer').then((each) => each.ThreadsDrawer));

/** Conversations beside the page; on a narrow one behind a button. Alt and N begins another. */
export const ThreadsAside = memo(function ThreadsAside() {
  const router = useRouter();
  const [opened, { open, close }] = useDisclosure();
  useHotkeys([['alt+KeyN', () => router.push(newThreadPath), { usePhysicalKeys: true }]], []);
  return (
    <>
      <Stack component="aside" className={classes.aside} gap="sm" aria-label={t.yourThreads}>
        <Button component={Link} href={newThreadPath} variant="default" leftSection={<IconPlus size={16} />} aria-keyshortcuts="Alt+N">
          {t.newThread}
        </Button>
        <ThreadList />
      </Stack>
      <Group className={classes.bar} justify="space-between" wrap="nowrap">
        <Button variant="subtle" color="gray" size="compact-md" leftSection={<IconMessages size={17} />} onClick={open}>
          {t.threads}
        </Button>
        <ActionIcon component={Link} href={newThreadPath} variant="subtle" color="gray" size={36} aria-label={t.newThread}>
          <IconPlus size={18} />
        </ActionIcon>
      </Group>
      {opened && <ThreadsDrawer onClose={close} title={<Text fw={550}>{t.threads}</Text>} />}
    </>
  );
});
