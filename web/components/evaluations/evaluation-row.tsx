import { Anchor, Checkbox, Group, Paper, Text } from '@mantine/core';
import { Link } from '@/components/ui/link';
import type { Evaluation } from '@/lib/api/types';
import { engineName, titleOf, totalsText } from '@/lib/evaluations/words';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/evaluations';
import { RunProgress } from './run-progress';
import { StateBadge } from './state-badge';

interface Props {
  evaluation: Evaluation;
  source?: string;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

export function EvaluationRow({ evaluation, source, chosen, onChoose }: Props) {
  const { id, name, engine, created_at, totals, state } = evaluation;
  const title = titleOf(evaluation, source);
  return (
    <Paper p="md" component="article" aria-label={title}>
      <Group wrap="nowrap" align="flex-start">
        <Checkbox
          aria-label={t.compareNamed(title, exactMoment(created_at))}
          mt={2}
          checked={chosen}
          disabled={state === 'running'}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
        <div style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          <Anchor component={Link} href={`/evaluations/${id}`} c="inherit" fw={600}>
            {title}
          </Anchor>
          <Text size="sm" c="dimmed">
            <time dateTime={created_at} title={exactMoment(created_at)}>
              {ago(created_at)}
            </time>
            {name && ` · ${engineName(engine)}`}
            {totals && ` · ${totalsText(totals)}`}
          </Text>
          {state === 'running' && <RunProgress evaluation={evaluation} />}
        </div>
        <StateBadge evaluation={evaluation} />
      </Group>
    </Paper>
  );
}
