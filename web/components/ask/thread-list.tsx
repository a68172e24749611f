import { Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { ShowOlder } from '@/components/ui/show-older';
import { WaitingDots } from '@/components/ui/waiting';
import { useThreads } from '@/lib/api/threads';
import * as t from '@/texts/ask';
import { useThreadId } from './thread-context';
import { ThreadRow } from './thread-row';
import classes from './threads.module.css';

function Found({ text, onOpen }: { text: string; onOpen?: () => void }) {
  const threads = useThreads(text);
  const { data, error, refetch } = threads;
  const id = useThreadId();
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <WaitingDots size="sm" mx="auto" />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed" px="xs">
        {text ? t.noThreadFound : t.noThreads}
      </Text>
    );
  }
  return (
    <>
      <ul className={classes.list} aria-label={t.threads}>
        {items.map((item) => (
          <ThreadRow key={item.id} thread={item} current={item.id === id} onOpen={onOpen} />
        ))}
      </ul>
      <ShowOlder list={threads} />
    </>
  );
}

/** The conversations of this person, to be found by their titles. */
export function ThreadList({ onOpen }: { onOpen?: () => void }) {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 250);
  return (
    <Stack gap="xs" mih={0} flex={1}>
      <TextInput
        size="sm"
        aria-label={t.searchThreads}
        placeholder={t.searchThreads}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Stack gap="xs" className={classes.scroll}>
        <Found text={settled} onOpen={onOpen} />
      </Stack>
    </Stack>
  );
}
