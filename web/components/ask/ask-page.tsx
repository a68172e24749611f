'use client';

import { Button, Container, Loader } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useConnections } from '@/lib/api/connections';
import classes from './ask.module.css';
import { Composer } from './composer';
import { Opening } from './opening';
import { useThread } from './thread-context';
import { TurnList } from './turn-list';
import { useAskAgain } from './use-ask-again';
import { useSource } from './use-source';

export function AskPage() {
  const { data: connections, error, refetch } = useConnections();
  const [source, choose] = useSource(connections);
  const { turns } = useThread();
  useAskAgain(connections !== undefined);

  if (error) {
    return (
      <Container size="sm" py="xl">
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      </Container>
    );
  }
  if (!connections) return <Loader type="dots" m="xl" aria-label="Loading" role="status" />;
  if (!source) {
    return (
      <EmptyState
        icon={<IconDatabase size={26} />}
        title="Nothing to ask yet"
        text="Connect a database, drop a file, or take the sample shop: then come back with a question."
      >
        <Button component={Link} href="/sources" mt="md">
          Add a source
        </Button>
      </EmptyState>
    );
  }
  const composer = <Composer connections={connections} source={source} onChoose={choose} />;
  if (turns.length === 0) return <Opening source={source}>{composer}</Opening>;
  return (
    <div className={classes.thread}>
      <Container size="lg" w="100%" py="xl">
        <TurnList turns={turns} connections={connections} />
      </Container>
      <div className={classes.dock}>
        <Container size="lg">{composer}</Container>
      </div>
    </div>
  );
}
