import { Button, Collapse, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useTranscript } from '@/lib/api/history';
import type { Transcript as Said } from '@/lib/api/types';
import { taskName, troubleName } from '@/lib/models/words';
import classes from './details.module.css';

function Words({ who, text }: { who: string; text: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {who}
      </Text>
      <pre className={classes.words} tabIndex={0} aria-label={who}>
        {text}
      </pre>
    </div>
  );
}

function Call({ call }: { call: Said['calls'][number] }) {
  const { task, provider, model, system, messages, reply, trouble } = call;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
        {taskName(task)}: {provider}/{model}
      </Text>
      <Words who="Told before all" text={system} />
      {messages.map(({ speaker, text }, at) => (
        <Words key={at} who={speaker === 'user' ? 'Asked' : 'Said before'} text={text} />
      ))}
      {reply ? <Words who="Replied" text={reply} /> : <Text size="sm">No reply: {troubleName(trouble)}</Text>}
    </Stack>
  );
}

/** What models were told and what they replied, word by word: for administrators. */
export function Transcript({ id }: { id: string }) {
  const [opened, { toggle }] = useDisclosure();
  const { data, error, refetch } = useTranscript(id, opened);
  return (
    <div>
      <Button size="compact-sm" variant="subtle" onClick={toggle} aria-expanded={opened}>
        {opened ? 'Hide what was said' : 'Show what was said to models'}
      </Button>
      <Collapse expanded={opened} keepMounted={false}>
        {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton h={120} aria-label="Loading" role="status" />}
        <Stack mt="xs">
          {data?.calls.map((call, at) => (
            <Call key={at} call={call} />
          ))}
        </Stack>
      </Collapse>
    </div>
  );
}
