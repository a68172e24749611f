import { Accordion, Checkbox, Grid, NumberInput, PasswordInput, Select, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ProviderDraft } from '@/lib/models/draft';
import { protocols } from '@/lib/models/presets';
import * as t from '@/texts/providers';
import { HeaderList } from './header-list';

interface Props {
  form: UseFormReturnType<ProviderDraft>;
  before?: ProviderDraft;
}

/** A key never goes to another address than the one it was given for. */
function movedAway(before: ProviderDraft | undefined, now: ProviderDraft): boolean {
  return before !== undefined && (before.base_url !== now.base_url || before.protocol !== now.protocol);
}

function keyHint({ form: { values }, before }: Props): string | undefined {
  if (!before?.has_key) return undefined;
  return movedAway(before, values)
    ? t.keyForOldAddress
    : t.keyKept;
}

const half = { base: 12, xs: 6 };

export function ProviderFields({ form, before }: Props) {
  const { keyless } = form.values;
  return (
    <Grid gap="sm">
      <Grid.Col span={half}>
        <TextInput label={t.name} description={t.nameHelp} spellCheck={false} {...form.getInputProps('name')} />
      </Grid.Col>
      <Grid.Col span={half}>
        <Select label={t.protocol} description={t.protocolHelp} data={protocols} allowDeselect={false} {...form.getInputProps('protocol')} />
      </Grid.Col>
      <Grid.Col span={12}>
        <TextInput label={t.baseUrl} spellCheck={false} {...form.getInputProps('base_url')} />
      </Grid.Col>
      <Grid.Col span={12}>
        <PasswordInput
          label={t.key}
          description={keyHint({ form, before })}
          autoComplete="new-password"
          disabled={keyless}
          {...form.getInputProps('key')}
        />
        <Checkbox mt="xs" label={t.keyOptional} {...form.getInputProps('keyless', { type: 'checkbox' })} />
      </Grid.Col>
      <Grid.Col span={12}>
        <Switch
          label={t.insideNetwork}
          description={t.insideNetworkHelp}
          {...form.getInputProps('inside', { type: 'checkbox' })}
        />
      </Grid.Col>
      <Grid.Col span={12}>
        <Accordion variant="contained" keepMounted={false}>
          <Accordion.Item value="more">
            <Accordion.Control>{t.headersAndLimits}</Accordion.Control>
            <Accordion.Panel>
              <MoreFields form={form} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      </Grid.Col>
    </Grid>
  );
}

function MoreFields({ form }: Props) {
  return (
    <Grid gap="sm">
      <Grid.Col span={12}>
        <HeaderList form={form} />
      </Grid.Col>
      <Grid.Col span={half}>
        <NumberInput label={t.atOnce} min={1} max={1000} allowDecimal={false} {...form.getInputProps('at_once_max')} />
      </Grid.Col>
      <Grid.Col span={12}>
        <Switch label={t.streaming} {...form.getInputProps('streams', { type: 'checkbox' })} />
      </Grid.Col>
      <Grid.Col span={12}>
        <Switch
          label={t.jsonSchema}
          description={t.jsonSchemaHelp}
          {...form.getInputProps('knows_schemas', { type: 'checkbox' })}
        />
      </Grid.Col>
    </Grid>
  );
}
