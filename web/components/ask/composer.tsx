import { ActionIcon, Group, Textarea, VisuallyHidden } from '@mantine/core';
import { IconArrowUp, IconPlayerStopFilled } from '@tabler/icons-react';
import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { Connection } from '@/lib/api/types';
import classes from './ask.module.css';
import { NewConversation } from './new-conversation';
import { SourcePicker } from './source-picker';
import { useThread } from './thread-context';

interface Props {
  connections: Connection[];
  source: Connection;
  onChoose: (id: string) => void;
}

/** The question box: Enter sends, Shift+Enter breaks the line; while an answer runs it stops it. */
export function Composer({ connections, source, onChoose }: Props) {
  const [text, setText] = useState('');
  const { turns, ask, cancel } = useThread();
  const running = turns.findLast((turn) => turn.status === 'running');
  const hint = useId();

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (!text.trim() || running) return;
    ask(text.trim(), source.id);
    setText('');
  }

  function onKeyDown(event: KeyboardEvent) {
    // An input method uses Enter to take a word; it is not the end of the question.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    send(event);
  }

  return (
    <form className={classes.composer} onSubmit={send}>
      <Textarea
        classNames={{ input: classes.question }}
        aria-label="Your question"
        aria-describedby={hint}
        placeholder={turns.length > 0 ? 'Ask a further question…' : 'How many orders per status?'}
        autoFocus
        autosize
        minRows={turns.length > 0 ? 1 : 2}
        maxRows={8}
        maxLength={65_536}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <VisuallyHidden id={hint}>Enter sends the question, Shift and Enter start a new line.</VisuallyHidden>
      <Group justify="space-between" px={6} wrap="nowrap">
        <Group gap="xs" wrap="nowrap" miw={0}>
          <SourcePicker connections={connections} source={source} onChoose={onChoose} />
          {turns.length > 0 && <NewConversation />}
        </Group>
        {running ? (
          <ActionIcon size={36} radius="xl" color="red" variant="light" onClick={() => cancel(running)} aria-label="Cancel">
            <IconPlayerStopFilled size={16} />
          </ActionIcon>
        ) : (
          <ActionIcon size={36} radius="xl" type="submit" disabled={!text.trim()} aria-label="Ask">
            <IconArrowUp size={19} />
          </ActionIcon>
        )}
      </Group>
    </form>
  );
}
