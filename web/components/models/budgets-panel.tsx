import { NumberInput, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import * as t from '@/texts/spending';
import { BudgetBar } from './budget-bar';
import { budgets } from './budgets';
import type { ModelsForm } from './types';

/** What may be spent. */
export function BudgetsPanel({ form }: { form: ModelsForm }) {
  return (
    <Stack>
      <Text c="dimmed">
        {t.budgetsAbout}
      </Text>
      {budgets.map(({ name, title, money }) => {
        const shared = { min: 0, thousandSeparator: true, allowDecimal: money, prefix: money ? '$' : undefined };
        return (
          <Paper key={name} p="md" component="section" aria-label={title}>
            <Title order={2} size="h5" mb="xs">
              {title}
            </Title>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <NumberInput label={t.softBound} placeholder={t.none} {...shared} {...form.getInputProps(`budgets.${name}.soft`)} />
              <NumberInput label={t.hardBound} placeholder={t.none} {...shared} {...form.getInputProps(`budgets.${name}.hard`)} />
            </SimpleGrid>
            <BudgetBar name={name} />
          </Paper>
        );
      })}
    </Stack>
  );
}
