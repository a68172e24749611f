import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Command } from '@/components/ui/command';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useShare } from '@/lib/api/feedback';
import type { Answer } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import * as t from '@/texts/answer';
import { useDeeds } from './thread-context';

interface Props {
  turn: Turn;
  answer: Answer;
  onClose: () => void;
}

/** A link for members of the tenant. It leads to the question and its SQL, never to anybody's rows. */
export function ShareModal({ turn, answer, onClose }: Props) {
  const { note } = useDeeds();
  const { mutate, error, isPending } = useShare(answer.id);
  const begun = useRef(false);
  const share = (shared: boolean) => mutate(shared, { onSuccess: () => note(turn, { shared }) });
  useEffect(() => {
    if (begun.current || turn.shared) return;
    begun.current = true;
    share(true);
  });
  return (
    <Modal opened onClose={onClose} title={t.shareAnswer} size="lg">
      <Stack>
        <Text>
          {t.shareMeans}
        </Text>
        {error && <ErrorPanel error={error} onRetry={() => share(true)} />}
        {turn.shared && <Command label={t.link} text={`${window.location.origin}/ask?query=${encodeURIComponent(answer.id)}`} />}
        <Group justify="space-between">
          {turn.shared ? (
            <Button
              variant="subtle"
              color="red"
              loading={isPending}
              onClick={() => mutate(false, { onSuccess: () => (note(turn, { shared: false }), onClose()) })}
            >
              {t.stopSharing}
            </Button>
          ) : (
            <span />
          )}
          <Button onClick={onClose}>{t.done}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
