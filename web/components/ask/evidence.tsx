import { Accordion, Group, Stack, Text } from '@mantine/core';
import { usePermission } from '@/components/auth/auth-context';
import { CopyButton } from '@/components/ui/copy-button';
import type { Answer } from '@/lib/api/types';
import { sentence, totalsOf } from '@/lib/ask/evidence';
import { dollars, duration } from '@/lib/format';
import * as t from '@/texts/evidence';
import { Candidates } from './candidates';
import classes from './details.module.css';
import { StepTable } from './step-table';
import { Transcript } from './transcript';

/** Whether models took part, or might have. */
export function hasEvidence({ provenance }: Answer): boolean {
  const { steps, candidates, decision } = provenance;
  return steps.length > 0 || candidates.length > 0 || decision !== undefined;
}

function Sums({ answer }: { answer: Answer }) {
  const { steps } = answer.provenance;
  const { tokens, ms, cost, unpriced } = totalsOf(steps);
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed">
        {t.sums(steps.length, tokens, dollars(cost), unpriced, duration(ms))}
      </Text>
      <CopyButton value={`parlance replay ${answer.id}`} label={t.copyReplayCommand} />
    </Group>
  );
}

/** What models did for the answer: what was tried, what each call took. */
export function EvidenceOfModels({ answer }: { answer: Answer }) {
  const { steps, candidates } = answer.provenance;
  const mayAdmin = usePermission('admin');
  return (
    <Stack gap="sm">
      <Candidates candidates={candidates} />
      {steps.length > 0 && <StepTable steps={steps} />}
      {steps.length > 0 && <Sums answer={answer} />}
      {steps.length > 0 && mayAdmin && <Transcript id={answer.id} />}
    </Stack>
  );
}

/** The evidence where there is no answer to show beside it. */
export function Evidence({ answer }: { answer: Answer }) {
  if (!hasEvidence(answer)) return null;
  const { steps, candidates, decision } = answer.provenance;
  return (
    <Accordion variant="default" multiple keepMounted={false} classNames={classes} chevronPosition="left">
      <Accordion.Item value="evidence">
        <Accordion.Control>
          {t.evidenceCounts(steps.length, candidates.length)}
        </Accordion.Control>
        <Accordion.Panel>
          <Stack gap="sm">
            {decision && <Text size="sm">{sentence(decision)}</Text>}
            <EvidenceOfModels answer={answer} />
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
