import { Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import * as t from '@/texts/knowledge';

interface Props {
  state: 'waiting' | 'checking' | 'sound' | 'faulty';
  /** What is wrong that stands at no field. */
  trouble?: string;
}

const words = { waiting: '', checking: t.checking, sound: t.termHolds, faulty: t.termFails };

/** What the server says of a draft, while it is written. */
export function Verdict({ state, trouble }: Props) {
  const color = state === 'faulty' ? 'var(--mantine-color-error)' : state === 'sound' ? 'var(--parlance-accent)' : 'dimmed';
  const Icon = state === 'sound' ? IconCheck : IconX;
  return (
    <Text size="sm" c={color} role="status" mih={22} style={{ overflowWrap: 'anywhere' }}>
      {(state === 'sound' || state === 'faulty') && <Icon size={14} aria-hidden style={{ verticalAlign: -2 }} />} {trouble ?? words[state]}
    </Text>
  );
}
