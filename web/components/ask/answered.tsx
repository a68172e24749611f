import { Box, Divider, Group, Paper, Stack, Text } from '@mantine/core';
import type { Answer } from '@/lib/api/types';
import { AnswerActions } from './answer-actions';
import { AnswerBody } from './answer-body';
import { Assumptions } from './assumptions';
import { Confidence } from './confidence';
import { Details } from './details';
import { QuestionChips } from './suggestions';
import { SqlPanel } from './sql-panel';
import { WrittenBy } from './written-by';

/** An answer: what was asked in exact words and how sure that is, then the rows, then the proof. */
export function Answered({ answer }: { answer: Answer }) {
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
          <AnswerBody answer={answer} />
          <AnswerActions answer={answer} />
          <Divider color="var(--parlance-line)" />
          {answer.sql && <SqlPanel sql={answer.sql} dialect={answer.dialect} />}
          <Details answer={answer} />
        </Stack>
      </Paper>
      {answer.suggestions.length > 0 && (
        <QuestionChips questions={answer.suggestions} source={answer.connection_id} justify="flex-start" />
      )}
    </Stack>
  );
}
