import { NumberInput, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ModelsForm } from './types';

/** When models are asked, and how much they may try. */
export function RoutingPanel({ form }: { form: ModelsForm }) {
  const field = (name: string) => form.getInputProps(`routing.${name}`);
  return (
    <Stack>
      <Text c="dimmed">
        The built-in engine reads every question first. Where it is not sure, models write candidates; each is
        checked, planned and run as the asker, and their rows vote together with the engine&apos;s.
      </Text>
      <Paper p="md">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <NumberInput label="The engine answers alone from" description="How sure it has to be; 0: no question goes to models" suffix=" %" min={0} max={100} decimalScale={1} {...field('engine_alone_from')} />
          <NumberInput label="Candidates" description="That the SQL role may write for a question" min={1} max={8} allowDecimal={false} {...field('candidates_max')} />
          <NumberInput label="Rounds of repair" description="When everything that was written failed" min={0} max={5} allowDecimal={false} {...field('repairs_max')} />
          <NumberInput label="Tables shown whole" description="With more, the schema role chooses first" min={0} max={200} allowDecimal={false} {...field('whole_schema_tables')} />
          <NumberInput label="Most that a candidate may cost" description="As the database expects before it runs, in its own units" min={1} max={1e15} thousandSeparator allowDecimal={false} {...field('plan_cost_max')} />
        </SimpleGrid>
      </Paper>
    </Stack>
  );
}
