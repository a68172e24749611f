import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useEvaluation, usePublish } from '@/lib/api/evaluations';
import type { Comparison } from '@/lib/api/types';
import * as t from '@/texts/evaluations';

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
  const done = () => notifications.show({ message: t.inForceNow });
  return (
    <Stack gap="sm">
      <Alert
        role="note"
        variant="light"
        radius="lg"
        color={holds ? 'tide' : 'yellow'}
        icon={holds ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
        title={holds ? t.notWorse : t.mustNotReplace}
      >
        <Text size="sm">
          {t.comparedCounts(better, worse, same, alone)}
        </Text>
        <List size="sm">
          {reasons_against.map(({ code, text }) => (
            <List.Item key={code + text}>{text}</List.Item>
          ))}
        </List>
        {(data?.proposes_knowledge || data?.proposes_models) && (
          <Group mt="sm">
            <Button disabled={!holds} loading={publish.isPending} onClick={() => publish.mutate(undefined, { onSuccess: done })}>
              {t.publish}
            </Button>
          </Group>
        )}
      </Alert>
      {publish.error && <ErrorPanel error={publish.error} />}
    </Stack>
  );
}
