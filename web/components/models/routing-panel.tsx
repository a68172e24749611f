import { NumberInput, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import * as t from '@/texts/models';
import type { ModelsForm } from './types';

/** When models are asked, and how much they may try. */
export function RoutingPanel({ form }: { form: ModelsForm }) {
  const field = (name: string) => form.getInputProps(`routing.${name}`);
  return (
    <Stack>
      <Text c="dimmed">
        {t.routingAbout}
      </Text>
      <Paper p="md">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <NumberInput label={t.engineAlone} description={t.engineAloneHelp} placeholder="85 %" suffix=" %" min={0} max={100} decimalScale={1} {...field('engine_alone_from')} />
          <NumberInput label={t.candidates} description={t.candidatesHelp} placeholder="3" min={1} max={8} allowDecimal={false} {...field('candidates_max')} />
          <NumberInput label={t.repairs} description={t.repairsHelp} placeholder="2" min={0} max={5} allowDecimal={false} {...field('repairs_max')} />
          <NumberInput label={t.wholeTables} description={t.wholeTablesHelp} placeholder="12" min={0} max={200} allowDecimal={false} {...field('whole_schema_tables')} />
          <NumberInput label={t.planCost} description={t.planCostHelp} min={1} max={1e15} thousandSeparator allowDecimal={false} {...field('plan_cost_max')} />
        </SimpleGrid>
      </Paper>
    </Stack>
  );
}
