import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useEvaluation, usePublish } from '@/lib/api/evaluations';
import type { Comparison } from '@/lib/api/types';
import { count } from '@/lib/format';

interface Props {
  comparison: Comparison;
  before: string;
  after: string;
}

/** Whether the newer may take the place of the older; what it proposed is published from here. */
export function Verdict({ comparison, before, after }: Props) {
  const { reasons_against, better, worse, same, only_before, only_after } = comparison;
  const alone = only_before.length + only_after.length;
  const { data } = useEvaluation(after);
  const publish = usePublish(before, after);
  const holds = reasons_against.length === 0;
  const done = () => notifications.show({ message: 'What it proposed is in force' });
  return (
    <Stack gap="sm">
      <Alert
        role="note"
        variant="light"
        radius="lg"
        color={holds ? 'tide' : 'yellow'}
        icon={holds ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
        title={holds ? 'The newer is not worse' : 'The newer must not take the place of the older'}
      >
        <Text size="sm">
          {better} better, {worse} worse, {same} the same
          {alone > 0 && `, ${count(alone, 'question')} that only one of them has`}.
        </Text>
        <List size="sm">
          {reasons_against.map(({ code, text }) => (
            <List.Item key={code + text}>{text}</List.Item>
          ))}
        </List>
        {(data?.proposes_knowledge || data?.proposes_models) && (
          <Group mt="sm">
            <Button disabled={!holds} loading={publish.isPending} onClick={() => publish.mutate(undefined, { onSuccess: done })}>
              Publish what it proposed
            </Button>
          </Group>
        )}
      </Alert>
      {publish.error && <ErrorPanel error={publish.error} />}
    </Stack>
  );
}
