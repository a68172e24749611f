import { Anchor, Group, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { Link } from '@/components/ui/link';
import { useModelUsage } from '@/lib/api/models';
import { dollars } from '@/lib/format';
import * as t from '@/texts/overview';

const UsageChart = dynamic(() => import('@/components/models/usage-chart').then((each) => each.UsageChart));

/** What models took, where there are any. That it cannot be told is no reason to alarm this page. */
export function ModelSpending({ days }: { days: number }) {
  const { data } = useModelUsage(days);
  if (!data || data.days.length === 0) return null;
  const { calls, input_tokens, output_tokens, cost_usd } = data.sum;
  return (
    <Stack component="section" gap="xs" aria-label={t.languageModels}>
      <Group justify="space-between">
        <Text size="sm">
          <Text span fw={550} inherit>
            {t.modelsHeading}
          </Text>{' '}
          {t.callsCounted(calls)}, {t.tokensTaken(input_tokens + output_tokens)}, {dollars(cost_usd)}
        </Text>
        <Anchor component={Link} href="/models" size="sm">
          {t.modelsAndBudgets}
        </Anchor>
      </Group>
      <UsageChart days={data.days} />
    </Stack>
  );
}
