import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { asApiError } from '@/lib/api/errors';
import { useDeleteThread, useRestoreThread } from '@/lib/api/threads';
import type { ThreadItem } from '@/lib/api/types';
import * as t from '@/texts/ask';
import { useThreadId } from './thread-context';
import { newThreadPath } from './use-open-thread';

const undoMs = 10_000;

function tellTrouble(error: unknown) {
  notifications.show({ color: 'red', message: asApiError(error).message });
}

/** Deletes a conversation at once, and offers to have it back. */
export function useDropThread({ id, title }: ThreadItem): () => void {
  const router = useRouter();
  const open = useThreadId();
  const { mutateAsync: remove } = useDeleteThread(id);
  const { mutateAsync: restore } = useRestoreThread();

  function offerBack() {
    const notice = `thread-${id}`;
    const back = () => {
      notifications.hide(notice);
      restore({ id, title }).catch(tellTrouble);
    };
    notifications.show({
      id: notice,
      autoClose: undoMs,
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" inherit>
            {t.threadDeleted}
          </Text>
          <Button size="compact-sm" variant="light" onClick={back}>
            {t.undo}
          </Button>
        </Group>
      ),
    });
  }

  return () =>
    void remove(undefined).then(() => {
      if (open === id) router.push(newThreadPath);
      offerBack();
    }, tellTrouble);
}
