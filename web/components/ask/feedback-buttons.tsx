import { ActionIcon, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { asApiError } from '@/lib/api/errors';
import { sendFeedback } from '@/lib/api/feedback';
import type { Answer, Feedback } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import * as t from '@/texts/feedback';
import { useDeeds } from './thread-context';

const FeedbackModal = dynamic(() => import('./feedback-modal').then((each) => each.FeedbackModal));

/** Whether the answer was any good. A click on what was said takes it back. */
export function FeedbackButtons({ turn, answer }: { turn: Turn; answer: Answer }) {
  const { note } = useDeeds();
  const [asking, { open, close }] = useDisclosure();
  const said = turn.feedback?.verdict;

  function say(feedback: Feedback | undefined) {
    note(turn, { feedback });
    sendFeedback(answer.id, feedback).catch((error: unknown) => {
      note(turn, { feedback: turn.feedback });
      notifications.show({ color: 'red', message: asApiError(error).message });
    });
  }

  return (
    <>
      <Tooltip label={t.goodAnswer}>
        <ActionIcon
          variant={said === 'good' ? 'light' : 'subtle'}
          color={said === 'good' ? 'tide' : 'gray'}
          aria-label={t.goodAnswer}
          aria-pressed={said === 'good'}
          onClick={() => say(said === 'good' ? undefined : { verdict: 'good' })}
        >
          <IconThumbUp size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t.badAnswer}>
        <ActionIcon
          variant={said === 'bad' ? 'light' : 'subtle'}
          color={said === 'bad' ? 'red' : 'gray'}
          aria-label={t.badAnswer}
          aria-pressed={said === 'bad'}
          onClick={() => (said === 'bad' ? say(undefined) : open())}
        >
          <IconThumbDown size={17} />
        </ActionIcon>
      </Tooltip>
      {asking && (
        <FeedbackModal
          onClose={close}
          onSend={(feedback) => {
            say(feedback);
            close();
          }}
        />
      )}
    </>
  );
}
