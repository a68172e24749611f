'use client';

import { Button, Group, Modal, SimpleGrid, Stack, Tabs, Text } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { keepChart } from '@/lib/api/results';
import type { Answer, Spec } from '@/lib/api/types';
import { lackOf, specOf, type ChartDraft } from '@/lib/result/chart-draft';
import { draftOf, firstDraft } from '@/lib/result/chart-read';
import { choose, proposedOf, useChart, withProposed } from '@/lib/result/chosen-charts';
import * as t from '@/texts/chart';
import { drawableOf } from './answer-chart';
import { ChartForm } from './chart-form';
import { DrawnChart } from './drawn-chart';

const ChartSource = dynamic(() => import('./chart-source').then((each) => each.ChartSource));
const settlesMs = 250;

/** What a reader sees of a specification. */
function shownSource({ usermeta, ...spec }: Spec): Spec {
  void usermeta;
  return spec;
}

function useKeep(answer: Answer, onClose: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function keep(chart: Spec | null) {
    setBusy(true);
    setError(null);
    const kept = chart && withProposed(chart, proposedOf(answer));
    try {
      await keepChart(answer.id, kept ?? {});
      choose(answer.id, kept);
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }
  return { busy, error, keep };
}

/** A draft of the form, or a specification that was written. */
function useEdited(answer: Answer) {
  const { columns } = answer;
  const now = useChart(answer);
  const [draft, setDraft] = useState<ChartDraft | null>(() => (now ? draftOf(now, columns) : firstDraft(columns)));
  const [written, setWritten] = useState<Spec | null>(draft ? null : now);
  const touched = draft ? specOf(draft, columns) : null;
  // A chart that nobody changes is drawn as it came: the form has no words for some of its looks.
  const [begun] = useState(touched);
  const isBegun = JSON.stringify(touched) === JSON.stringify(begun);
  const spec = written ?? (isBegun && now ? now : touched);
  return {
    draft,
    spec,
    lack: draft && !written ? lackOf(draft) : null,
    onDraft: (next: ChartDraft) => {
      setDraft(next);
      setWritten(null);
    },
    onWritten: (next: Spec) => {
      setWritten(next);
      setDraft(draftOf(next, columns));
    },
  };
}

/** Makes another chart of an answer. It is kept with it, and goes along to dashboards. */
export function ChartEditor({ answer, onClose }: { answer: Answer; onClose: () => void }) {
  const { draft, spec, lack, onDraft, onWritten } = useEdited(answer);
  const { busy, error, keep } = useKeep(answer, onClose);
  const [drawn] = useDebouncedValue(spec, settlesMs);
  const narrow = useMediaQuery('(max-width: 48em)');
  const proposed = proposedOf(answer);
  const reset = () => void keep(Object.keys(proposed).length > 0 ? { ...proposed, data: { name: 'result' } } : null);
  return (
    <Modal opened onClose={onClose} size={1040} fullScreen={narrow} title={t.chart}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
          <Tabs defaultValue={draft ? 'form' : 'source'} keepMounted={false}>
            <Tabs.List mb="sm">
              <Tabs.Tab value="form">{t.form}</Tabs.Tab>
              <Tabs.Tab value="source">{t.vegaLite}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="form">
              {draft ? (
                <ChartForm draft={draft} columns={answer.columns} onChange={onDraft} />
              ) : (
                <Stack align="flex-start">
                  <Text size="sm">{t.beyondForm}</Text>
                  <Button size="xs" variant="default" onClick={() => onDraft(firstDraft(answer.columns))}>
                    {t.beginAnew}
                  </Button>
                </Stack>
              )}
            </Tabs.Panel>
            <Tabs.Panel value="source">
              <ChartSource spec={shownSource(spec ?? {})} onWritten={onWritten} />
            </Tabs.Panel>
          </Tabs>
          <div style={{ minWidth: 0 }}>
            {lack && <Text c="dimmed">{lack}</Text>}
            {!lack && drawn && <DrawnChart spec={drawn} data={drawableOf(answer)} label={t.preview} />}
          </div>
        </SimpleGrid>
        {error ? <ErrorPanel error={error} /> : null}
        <Group justify="space-between">
          <Button variant="default" onClick={reset} disabled={busy}>
            {Object.keys(proposed).length > 0 ? t.backToProposed : t.noChart}
          </Button>
          <Group>
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button loading={busy} disabled={lack !== null || !spec} onClick={() => void keep(spec)}>
              {t.keepChart}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
