import { Button, Group, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { memo, useEffect } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { Connection } from '@/lib/api/types';
import { looksLikeSql, type Turn } from '@/lib/ask/thread';
import * as t from '@/texts/answer';
import classes from './ask.module.css';
import { AskedQuestion } from './asked-question';
import { Steps } from './steps';
import { useDeeds } from './thread-context';

const loadCard = () => import('./answer-card').then((each) => each.AnswerCard);
const AnswerCard = dynamic(loadCard);
const loadFix = () => import('./fix-failed').then((each) => each.FixFailed);
const FixFailed = dynamic(loadFix);
const KeptRows = dynamic(() => import('./kept-rows').then((each) => each.KeptRows));

interface Props {
  turn: Turn;
  source?: Connection;
}

const endings = {
  cancelled: t.wasStopped,
  interrupted: t.serverEnded,
};

/** One question: how it was read, what is happening, and what came of it. Those that have ended are not drawn anew. */
export const TurnView = memo(function TurnView({ turn, source }: Props) {
  const { ask } = useDeeds();
  const { status, answer, kept, error } = turn;
  const isSql = looksLikeSql(turn.question);
  // The card comes while the question runs, so that the answer need not wait for it; and what offers
  // a repair, for a server that went away in the middle brings nothing any more.
  useEffect(() => void Promise.all([loadCard(), isSql && loadFix()]).catch(() => undefined), [isSql]);
  const again = () => ask(turn.question, turn.connectionId, turn.title, turn.without);
  const ending = status === 'cancelled' || status === 'interrupted' ? endings[status] : undefined;
  return (
    <Stack component="article" gap="md" className={classes.turn} aria-label={turn.title ?? turn.question}>
      <AskedQuestion turn={turn} source={source} />
      <Steps turn={turn} />
      {answer && <AnswerCard turn={turn} answer={answer} />}
      {kept && !answer && <KeptRows turn={turn} />}
      {error && (
        <ErrorPanel error={error} onRetry={again}>
          {isSql && <FixFailed turn={turn} />}
        </ErrorPanel>
      )}
      {ending && (
        <Group>
          <Text c="dimmed">{ending}</Text>
          <Button size="compact-sm" variant="default" onClick={again}>
            {t.askAgain}
          </Button>
        </Group>
      )}
    </Stack>
  );
});
