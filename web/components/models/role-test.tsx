import { Badge, Box, Button, Group, List, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useTestRole } from '@/lib/api/models';
import type { ModelTest, RoleName } from '@/lib/api/types';
import { dollars, duration } from '@/lib/format';
import { troubleName } from '@/lib/models/words';
import * as t from '@/texts/models';

interface Props {
  role: RoleName;
  name: string;
  /** How many models it has. */
  models: number;
  /** Something on the page is not saved: what would be tested is not what stands here. */
  changed?: boolean;
}

function factsOf({ ms, input_tokens, output_tokens, cost_usd }: ModelTest): string {
  const cost = cost_usd === undefined ? t.noPriceKnown : dollars(cost_usd);
  return `${duration(ms)}, ${t.tokensTaken(input_tokens + output_tokens)}, ${cost}`;
}

function Outcome({ test }: { test: ModelTest }) {
  const { works, provider, model, code, message } = test;
  return (
    <List.Item>
      <Group gap="xs">
        <Badge variant="light" color={works ? 'tide' : 'red'} tt="none" fw={550}>
          {works ? t.itWorks : troubleName(code ?? 'unknown')}
        </Badge>
        <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>
          {provider}/{model}
        </Text>
        <Text span size="sm" c="dimmed">
          {works ? factsOf(test) : message}
        </Text>
      </Group>
    </List.Item>
  );
}

/** One cheap call of each model of the role, as they are saved. */
export function RoleTest({ role, name, models, changed = false }: Props) {
  const { mutate, isPending, data, error } = useTestRole(role, models);
  return (
    <Box aria-live="polite">
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} />}
          loading={isPending}
          disabled={changed || models === 0}
          onClick={() => mutate()}
        >
          {t.testNamed(name)}
        </Button>
        {changed && models > 0 && (
          <Text size="sm" c="dimmed">
            {t.saveFirst}
          </Text>
        )}
      </Group>
      {error && (
        <Box mt="sm">
          <ErrorPanel error={error} onRetry={() => mutate()} />
        </Box>
      )}
      {data && !changed && (
        <List listStyleType="none" spacing={6} mt="sm" aria-label={t.testOf(name)}>
          {data.map((test, at) => (
            <Outcome key={at} test={test} />
          ))}
        </List>
      )}
    </Box>
  );
}
