'use client';

import { Button, Container } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { usePermission } from '@/components/auth/auth-context';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { Waiting } from '@/components/ui/waiting';
import { useConnections } from '@/lib/api/connections';
import { standing } from '@/lib/ask/thread';
import * as t from '@/texts/ask';
import classes from './ask.module.css';
import { Composer } from './composer';
import { loadTurns } from './load-turns';
import { Opening } from './opening';
import { OpeningFrame } from './opening-frame';
import { useThread } from './thread-context';
import { ThreadsAside } from './threads-aside';
import { ThreadsFrame } from './threads-frame';
import { useAskAgain, useShared } from './use-ask-again';
import { newThreadPath, useOpenThread } from './use-open-thread';
import { useSource } from './use-source';

const TurnList = dynamic(loadTurns);

export function AskPage() {
  const { data: connections, error, refetch } = useConnections();
  const [source, choose] = useSource(connections);
  const mayWrite = usePermission('write');
  const { turns } = useThread();
  const thread = useOpenThread();
  useAskAgain(connections !== undefined);
  useShared(connections !== undefined);

  if (error) {
    return (
      <Container size="sm" py="xl">
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      </Container>
    );
  }
  if (!connections) {
    return (
      <ThreadsFrame>
        <OpeningFrame />
      </ThreadsFrame>
    );
  }
  if (!source) {
    return (
      <EmptyState
        icon={<IconDatabase size={26} />}
        title={t.noSources}
        text={mayWrite ? t.noSourcesText : t.noSourcesForViewers}
      >
        {mayWrite && (
          <Button component={Link} href="/sources" mt="md">
            {t.addASource}
          </Button>
        )}
      </EmptyState>
    );
  }
  const composer = <Composer connections={connections} source={source} onChoose={choose} />;
  return (
    <ThreadsFrame threads={<ThreadsAside />}>
      {thread.error ? (
        <GoneThread error={thread.error} onRetry={thread.retry} />
      ) : thread.loading ? (
        <Container size="lg" w="100%" py="xl">
          <Waiting h={320} />
        </Container>
      ) : turns.length === 0 ? (
        <Opening source={source}>{composer}</Opening>
      ) : (
        <div className={classes.thread}>
          <Container size="lg" w="100%" py="xl">
            <TurnList turns={standing(turns)} connections={connections} />
          </Container>
          <div className={classes.dock}>
            <Container size="lg">{composer}</Container>
          </div>
        </div>
      )}
    </ThreadsFrame>
  );
}

function GoneThread({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <Container size="sm" py="xl" w="100%">
      <ErrorPanel error={error} onRetry={onRetry}>
        <Button component={Link} href={newThreadPath} size="xs" variant="default">
          {t.newThread}
        </Button>
      </ErrorPanel>
    </Container>
  );
}
