import { Box, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { SqlView } from '@/components/result/sql-view';
import type { Mark } from '@/lib/api/types';
import { dollars, duration } from '@/lib/format';
import { taskName, troubleName } from '@/lib/models/words';
import * as t from '@/texts/evaluations';

function Sql({ title, sql }: { title: string; sql?: string }) {
  return (
    <Box miw={0}>
      <Text size="sm" fw={550}>
        {title}
      </Text>
      {sql ? <SqlView sql={sql} dialect="postgres" /> : <Text size="sm" c="dimmed">{t.none}</Text>}
    </Box>
  );
}

/** Why the grade is what it is, with both queries beside each other. */
export function MarkDetail({ mark: { reasons, sql, right_sql, calls } }: { mark: Mark }) {
  return (
    <Stack gap="sm">
      {reasons.length > 0 && (
        <List size="sm">
          {reasons.map(({ code, text }) => (
            <List.Item key={code + text}>{text}</List.Item>
          ))}
        </List>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
        <Sql title={t.itsSql} sql={sql} />
        <Sql title={t.rightSql} sql={right_sql} />
      </SimpleGrid>
      {calls.map((call, at) => (
        <Text key={at} size="xs" c="dimmed">
          {t.callFacts(taskName(call.task), call.provider, call.model, call.input_tokens + call.output_tokens, call.cost !== undefined && dollars(call.cost), duration(call.ms), call.trouble && troubleName(call.trouble))}
        </Text>
      ))}
    </Stack>
  );
}
