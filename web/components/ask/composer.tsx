import { ActionIcon, Group, Textarea, VisuallyHidden } from '@mantine/core';
import { IconArrowUp, IconPlayerStopFilled } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { memo, useId, useRef, type ChangeEvent, type FormEvent, type KeyboardEvent } from 'react';
import type { Connection } from '@/lib/api/types';
import * as t from '@/texts/ask';
import classes from './ask.module.css';
import { CompletionList } from './completion-list';
import { loadTurns } from './load-turns';
import { SourcePicker } from './source-picker';
import { useDeeds, useThread } from './thread-context';
import { useTyping } from './use-typing';

const UndoButtons = dynamic(() => import('./undo-buttons').then((each) => each.UndoButtons));

interface Props {
  connections: Connection[];
  source: Connection;
  onChoose: (id: string) => void;
}

interface BoxProps extends Props {
  /** Whether something was asked in this conversation. */
  begun: boolean;
  running: boolean;
}

/** Sends the question; while an answer runs it stops it. */
function SendButton({ ready }: { ready: boolean }) {
  const { turns, cancel } = useThread();
  const running = turns.findLast((turn) => turn.status === 'running');
  if (!running) {
    return (
      <ActionIcon size={36} radius="xl" type="submit" disabled={!ready} aria-label={t.ask}>
        <IconArrowUp size={19} />
      </ActionIcon>
    );
  }
  return (
    <ActionIcon size={36} radius="xl" color="red" variant="light" onClick={() => cancel(running)} aria-label={t.cancel}>
      <IconPlayerStopFilled size={16} />
    </ActionIcon>
  );
}

/** Whether the style sheet lets the box grow with its text: to measure it takes milliseconds each time that it is drawn. */
const growsByItself = () => CSS.supports('field-sizing', 'content');

/** Drawn anew only when something is typed or chosen. */
const QuestionBox = memo(function QuestionBox({ connections, source, onChoose, begun, running }: BoxProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const typing = useTyping(source.id, box);
  const { ask } = useDeeds();
  const hint = useId();

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (!typing.text.trim() || running) return;
    ask(typing.text.trim(), source.id);
    typing.clear();
  }

  function onChange(event: ChangeEvent<HTMLTextAreaElement>) {
    void loadTurns();
    typing.change(event);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (typing.onKey(event)) return;
    // An input method uses Enter to take a word; it is not the end of the question.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    send(event);
  }

  return (
    <form className={classes.composer} onSubmit={send}>
      <CompletionList typing={typing} below={!begun} />
      <Textarea
        ref={box}
        classNames={{ input: classes.question }}
        aria-label={t.yourQuestion}
        aria-describedby={hint}
        placeholder={begun ? t.askFurther : t.questionExample}
        autoFocus
        data-begun={begun || undefined}
        autosize={!growsByItself()}
        minRows={begun ? 1 : 2}
        maxRows={8}
        maxLength={65_536}
        value={typing.text}
        onChange={onChange}
        onKeyDown={onKeyDown}
        onBlur={typing.close}
        {...typing.aria}
      />
      <VisuallyHidden id={hint}>{t.enterSends}</VisuallyHidden>
      <Group justify="space-between" px={6} wrap="nowrap">
        <Group gap="xs" wrap="nowrap" miw={0}>
          <SourcePicker connections={connections} source={source} onChoose={onChoose} />
          {begun && <UndoButtons idle={typing.text === ''} />}
        </Group>
        <SendButton ready={typing.text.trim() !== ''} />
      </Group>
    </form>
  );
});

/** The question box: Enter sends, Shift+Enter breaks the line. */
export function Composer(props: Props) {
  const { turns } = useThread();
  return <QuestionBox {...props} begun={turns.length > 0} running={turns.some((turn) => turn.status === 'running')} />;
}
