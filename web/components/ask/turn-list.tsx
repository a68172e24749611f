import { Stack } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Connection } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import { TurnView } from './turn-view';

export function TurnList({ turns, connections }: { turns: Turn[]; connections: Connection[] }) {
  const list = useRef<HTMLDivElement>(null);
  const latest = turns.at(-1)?.key;
  useEffect(() => {
    list.current?.lastElementChild?.scrollIntoView({ block: 'start' });
  }, [latest]);

  return (
    <Stack gap={48} ref={list}>
      {turns.map((turn) => (
        <TurnView
          key={turn.key}
          turn={turn}
          source={connections.find((each) => each.id === turn.connectionId)}
        />
      ))}
    </Stack>
  );
}
