import { NumberInput, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { BudgetBar } from './budget-bar';
import { budgets } from './budgets';
import type { ModelsForm } from './types';

/** What may be spent. */
export function BudgetsPanel({ form }: { form: ModelsForm }) {
  return (
    <Stack>
      <Text c="dimmed">
        For the whole team; days and months are those of UTC. A soft bound is told in the log, a hard one is never
        passed: from then on the built-in engine answers alone. Left empty, nothing bounds it.
      </Text>
      {budgets.map(({ name, title, money }) => {
        const shared = { min: 0, thousandSeparator: true, allowDecimal: money, prefix: money ? '$' : undefined };
        return (
          <Paper key={name} p="md" component="section" aria-label={title}>
            <Title order={2} size="h5" mb="xs">
              {title}
            </Title>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <NumberInput label="Soft bound" placeholder="None" {...shared} {...form.getInputProps(`budgets.${name}.soft`)} />
              <NumberInput label="Hard bound" placeholder="None" {...shared} {...form.getInputProps(`budgets.${name}.hard`)} />
            </SimpleGrid>
            <BudgetBar name={name} />
          </Paper>
        );
      })}
    </Stack>
  );
}
