import { Box, Group, Paper, Stack, Tabs, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Later } from '@/components/ui/later';
import tabs from '@/components/ui/panel-tabs.module.css';
import { WaitingDots } from '@/components/ui/waiting';
import type { Answer } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import * as t from '@/texts/answer';
import { AnswerTab } from './answer-tab';
import { Assumptions } from './assumptions';
import { Confidence } from './confidence';
import { Refinements } from './refinements';
import { WrittenBy } from './written-by';

const Dots = () => <WaitingDots size="sm" />;
const SqlTab = dynamic(() => import('./sql-tab').then((each) => each.SqlTab), { loading: Dots });
const ExplainTab = dynamic(() => import('./explain-tab').then((each) => each.ExplainTab), { loading: Dots });
const EvidenceTab = dynamic(() => import('./evidence-tab').then((each) => each.EvidenceTab), { loading: Dots });

interface Props {
  turn: Turn;
  answer: Answer;
}

/** An answer: what was asked in exact words and how sure that is, then rows, SQL, words and proof. */
export function Answered({ turn, answer }: Props) {
  const [tab, setTab] = useState<string | null>('answer');
  const [draft, setDraft] = useState<string>();
  return (
    <Stack gap="sm">
      <Paper p={{ base: 'md', sm: 'lg' }}>
        <Stack gap="md">
          <Group justify="space-between" align="flex-start" gap="sm">
            <Box flex="1 1 260px" style={{ overflowWrap: 'anywhere' }}>
              <Text>{answer.explanation}</Text>
              <WrittenBy provenance={answer.provenance} />
            </Box>
            <Confidence value={answer.confidence} />
          </Group>
          <Assumptions answer={answer} />
          <Tabs value={tab} onChange={setTab} keepMounted={false}>
            <Tabs.List className={tabs.tabs}>
              <Tabs.Tab value="answer">{t.answer}</Tabs.Tab>
              <Tabs.Tab value="sql">{t.sql}</Tabs.Tab>
              <Tabs.Tab value="explain">{t.explain}</Tabs.Tab>
              <Tabs.Tab value="evidence">{t.evidence}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="answer" pt="md">
              <AnswerTab turn={turn} answer={answer} />
            </Tabs.Panel>
            <Tabs.Panel value="sql" pt="md">
              <SqlTab answer={answer} draft={draft} onDraft={setDraft} />
            </Tabs.Panel>
            <Tabs.Panel value="explain" pt="md">
              <ExplainTab turn={turn} answer={answer} />
            </Tabs.Panel>
            <Tabs.Panel value="evidence" pt="md">
              <EvidenceTab answer={answer} />
            </Tabs.Panel>
          </Tabs>
        </Stack>
      </Paper>
      <Later>
        <Refinements answer={answer} />
      </Later>
    </Stack>
  );
}
