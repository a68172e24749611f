import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowsDiff, IconChecklist } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/components/ui/link';
import { ListStates } from '@/components/ui/list-states';
import { ShowOlder } from '@/components/ui/show-older';
import { useConnections } from '@/lib/api/connections';
import { useEvaluations } from '@/lib/api/evaluations';
import type { Evaluation } from '@/lib/api/types';
import * as t from '@/texts/evaluations';
import { EvaluationRow } from './evaluation-row';
import { TrendPanel } from './trend-panel';

function Nothing({ onStart }: { onStart: () => void }) {
  return (
    <EmptyState
      icon={<IconChecklist size={26} />}
      title={t.noneYet}
      text={t.noneYetText}
    >
      <Button mt="md" onClick={onStart}>
        {t.startFirst}
      </Button>
    </EmptyState>
  );
}

/** The older of two is what the newer is held against. */
function compareAddress(chosen: string[], all: Evaluation[]): string {
  const [after, before] = all.filter(({ id }) => chosen.includes(id)).map(({ id }) => id);
  return `/evaluations/compare?before=${before ?? ''}&after=${after ?? ''}`;
}

function Listed({ all }: { all: Evaluation[] }) {
  const { data: connections } = useConnections();
  const [chosen, setChosen] = useState<string[]>([]);
  const choose = (id: string, on: boolean) =>
    setChosen(on ? [...chosen, id].slice(-2) : chosen.filter((each) => each !== id));
  return (
    <>
      <Group justify="space-between" mih={36}>
        <Text size="sm" c="dimmed">
          {t.chooseTwo}
        </Text>
        {chosen.length === 2 && (
          <Button component={Link} href={compareAddress(chosen, all)} variant="light" leftSection={<IconArrowsDiff size={16} />}>
            {t.compare}
          </Button>
        )}
      </Group>
      {all.map((evaluation) => (
        <EvaluationRow
          key={evaluation.id}
          evaluation={evaluation}
          source={connections?.find(({ id }) => id === evaluation.connection_id)?.name}
          chosen={chosen.includes(evaluation.id)}
          onChoose={(on) => choose(evaluation.id, on)}
        />
      ))}
    </>
  );
}

export function EvaluationList({ onStart }: { onStart: () => void }) {
  const evaluations = useEvaluations();
  const { data, error, refetch } = evaluations;
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <ListStates items={items} error={error} onRetry={() => void refetch()} empty={<Nothing onStart={onStart} />}>
      {(all) => (
        <Stack gap="sm">
          <TrendPanel all={all} />
          <Listed all={all} />
          <ShowOlder list={evaluations} />
        </Stack>
      )}
    </ListStates>
  );
}
