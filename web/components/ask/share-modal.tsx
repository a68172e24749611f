import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Command } from '@/components/ui/command';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useShare } from '@/lib/api/feedback';
import type { Answer } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
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
    <Modal opened onClose={onClose} title="Share this answer" size="lg">
      <Stack>
        <Text>
          Members of your team who open the link ask the same, with their own rights. None of your rows are sent.
        </Text>
        {error && <ErrorPanel error={error} onRetry={() => share(true)} />}
        {turn.shared && <Command label="Link" text={`${window.location.origin}/ask?query=${encodeURIComponent(answer.id)}`} />}
        <Group justify="space-between">
          {turn.shared ? (
            <Button
              variant="subtle"
              color="red"
              loading={isPending}
              onClick={() => mutate(false, { onSuccess: () => (note(turn, { shared: false }), onClose()) })}
            >
              Stop sharing
            </Button>
          ) : (
            <span />
          )}
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
