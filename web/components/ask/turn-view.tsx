import { Button, Group, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useEffect, type Ref } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { Connection } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import classes from './ask.module.css';
import { AskedQuestion } from './asked-question';
import { Steps } from './steps';
import { useThread } from './thread-context';

const loadCard = () => import('./answer-card').then((each) => each.AnswerCard);
const AnswerCard = dynamic(loadCard);

interface Props {
  turn: Turn;
  source?: Connection;
  ref?: Ref<HTMLDivElement>;
}

/** One question: how it was read, what is happening, and what came of it. */
export function TurnView({ turn, source, ref }: Props) {
  const { ask } = useThread();
  // The card comes while the question runs, so that the answer need not wait for it.
  useEffect(() => void loadCard(), []);
  const again = () => ask(turn.question, turn.connectionId, turn.title);
  return (
    <Stack component="article" gap="md" className={classes.turn} ref={ref} aria-label={turn.title ?? turn.question}>
      <AskedQuestion turn={turn} source={source} />
      <Steps turn={turn} />
      {turn.answer && <AnswerCard answer={turn.answer} />}
      {turn.error && <ErrorPanel error={turn.error} onRetry={again} />}
      {turn.status === 'cancelled' && (
        <Group>
          <Text c="dimmed">You stopped this question.</Text>
          <Button size="compact-sm" variant="default" onClick={again}>
            Ask again
          </Button>
        </Group>
      )}
    </Stack>
  );
}
