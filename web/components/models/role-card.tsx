import { NumberInput, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { RoleName } from '@/lib/api/types';
import * as t from '@/texts/models';
import { ModelChain } from './model-chain';
import { RoleTest } from './role-test';
import { SendsField } from './sends-field';
import type { ModelsForm } from './types';

interface Props {
  form: ModelsForm;
  role: RoleName;
  name: string;
  does: string;
  /** Why nobody plays it. */
  because?: string;
}

export function RoleCard({ form, role, name, does, because }: Props) {
  const at = `roles.${role}`;
  return (
    <Paper p="md" component="section" aria-label={t.roleNamed(name)}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {does}
          </Text>
        </div>
        <ModelChain form={form} role={role} />
        {because && !form.isDirty() && (
          <Text size="sm">{t.nobodyPlays(because.charAt(0).toLowerCase() + because.slice(1))}</Text>
        )}
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <NumberInput
            label={t.temperature}
            description={t.temperatureHelp}
            min={0}
            max={2}
            step={0.1}
            decimalScale={2}
            {...form.getInputProps(`${at}.temperature`)}
          />
          <NumberInput
            label={t.answerTokens}
            description={t.answerTokensHelp}
            min={16}
            max={128_000}
            step={512}
            allowDecimal={false}
            thousandSeparator
            {...form.getInputProps(`${at}.output_tokens_max`)}
          />
          <NumberInput
            label={t.time}
            description={t.timeHelp}
            suffix=" s"
            min={1}
            max={600}
            allowDecimal={false}
            {...form.getInputProps(`${at}.time_max_s`)}
          />
        </SimpleGrid>
        <SendsField form={form} role={role} name={name} />
        <RoleTest role={role} name={name} changed={form.isDirty()} models={form.values.roles[role].models.length} />
      </Stack>
    </Paper>
  );
}
