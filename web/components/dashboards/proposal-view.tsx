import { Accordion, Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { IconLayoutDashboard } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Notes } from '@/components/ask/notes';
import { StepTable } from '@/components/ask/step-table';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useCreateDashboard } from '@/lib/api/dashboards';
import type { Proposal } from '@/lib/api/types';
import { chosenTiles } from '@/lib/dashboards/proposal';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/proposals';
import classes from './dashboards.module.css';
import { TileSketch } from './tile-sketch';

function Beside({ proposal: { unmatched, notes, steps } }: { proposal: Proposal }) {
  return (
    <>
      {unmatched.length > 0 && (
        <Alert role="note" variant="light" color="yellow" radius="lg">
          {t.unmatchedGoal(unmatched.join(', '))}
        </Alert>
      )}
      <Notes notes={notes} />
      {steps.length > 0 && (
        <Accordion variant="default" keepMounted={false} chevronPosition="left">
          <Accordion.Item value="steps">
            <Accordion.Control>{t.modelCallCount(steps.length)}</Accordion.Control>
            <Accordion.Panel>
              <StepTable steps={steps} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </>
  );
}

function useKeep(proposal: Proposal) {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const create = useCreateDashboard();
  const router = useRouter();
  const form = useForm({ initialValues: { title: proposal.title }, validate: { title: isNotEmpty(t.titleEmpty) } });
  const sent = useSubmit(form, async ({ title }) => {
    const { id } = await create.mutateAsync({ title, tiles: chosenTiles(proposal.tiles, left) });
    router.push(`/dashboards/${id}`);
  });
  const toggle = (at: number) => setLeft((before) => before.symmetricDifference(new Set([at])));
  return { left, toggle, form, ...sent };
}

/** A proposed dashboard as a sketch: tiles can be left out before it is kept. */
export function ProposalView({ proposal }: { proposal: Proposal }) {
  const { left, toggle, form, error, busy, onSubmit } = useKeep(proposal);
  const { tiles, reason } = proposal;
  if (tiles.length === 0) {
    return (
      <>
        <EmptyState icon={<IconLayoutDashboard size={26} />} title={t.nothingToPropose} text={reason ?? t.nothingToProposeText} />
        <Beside proposal={proposal} />
      </>
    );
  }
  return (
    <Stack>
      <form onSubmit={onSubmit} noValidate>
        <Group align="flex-start">
          <TextInput label={t.dashboardTitle} flex="1 1 260px" maxLength={200} {...form.getInputProps('title')} />
          <Button type="submit" mt={25} loading={busy} disabled={left.size === tiles.length}>
            {t.keepTiles(tiles.length - left.size)}
          </Button>
        </Group>
      </form>
      {error && <ErrorPanel error={error} />}
      <Beside proposal={proposal} />
      <Text size="sm" c="dimmed">
        {t.proposalAbout}
      </Text>
      <ul className={classes.sketch} aria-label={t.proposedTiles}>
        {tiles.map((tile, at) => (
          <TileSketch key={at} tile={tile} kept={!left.has(at)} onToggle={() => toggle(at)} />
        ))}
      </ul>
    </Stack>
  );
}
