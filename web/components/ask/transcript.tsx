import { Button, Collapse, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useTranscript } from '@/lib/api/history';
import type { Transcript as Said } from '@/lib/api/types';
import { taskName, troubleName } from '@/lib/models/words';
import * as t from '@/texts/calls';
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
      <Words who={t.toldBeforeAll} text={system} />
      {messages.map(({ speaker, text }, at) => (
        <Words key={at} who={speaker === 'user' ? t.asked : t.saidBefore} text={text} />
      ))}
      {reply ? <Words who={t.replied} text={reply} /> : <Text size="sm">{t.noReply(troubleName(trouble))}</Text>}
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
        {opened ? t.hideTranscript : t.showTranscript}
      </Button>
      <Collapse expanded={opened} keepMounted={false}>
        {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Waiting h={120} />}
        <Stack mt="xs">
          {data?.calls.map((call, at) => (
            <Call key={at} call={call} />
          ))}
        </Stack>
      </Collapse>
    </div>
  );
}
