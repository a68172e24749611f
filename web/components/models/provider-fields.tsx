import { Accordion, Checkbox, Grid, NumberInput, PasswordInput, Select, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ProviderDraft } from '@/lib/models/draft';
import { protocols } from '@/lib/models/presets';
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
    ? 'The stored key was for the address before: enter the one for this address.'
    : 'One is stored. Leave this empty to keep it.';
}

const half = { base: 12, xs: 6 };

export function ProviderFields({ form, before }: Props) {
  const { keyless } = form.values;
  return (
    <Grid gap="sm">
      <Grid.Col span={half}>
        <TextInput label="Name" description="Roles call it so" spellCheck={false} {...form.getInputProps('name')} />
      </Grid.Col>
      <Grid.Col span={half}>
        <Select label="Protocol" description="How it is spoken to" data={protocols} allowDeselect={false} {...form.getInputProps('protocol')} />
      </Grid.Col>
      <Grid.Col span={12}>
        <TextInput label="Base URL" spellCheck={false} {...form.getInputProps('base_url')} />
      </Grid.Col>
      <Grid.Col span={12}>
        <PasswordInput
          label="Key"
          description={keyHint({ form, before })}
          autoComplete="new-password"
          disabled={keyless}
          {...form.getInputProps('key')}
        />
        <Checkbox mt="xs" label="It needs no key" {...form.getInputProps('keyless', { type: 'checkbox' })} />
      </Grid.Col>
      <Grid.Col span={12}>
        <Switch
          label="Inside my network"
          description="The host may be the server's own machine or lie in a private network; only there may the address be http. The operator of the server has to allow it."
          {...form.getInputProps('inside', { type: 'checkbox' })}
        />
      </Grid.Col>
      <Grid.Col span={12}>
        <Accordion variant="contained" keepMounted={false}>
          <Accordion.Item value="more">
            <Accordion.Control>Headers and limits</Accordion.Control>
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
        <NumberInput label="Requests at the same time" min={1} max={1000} allowDecimal={false} {...form.getInputProps('at_once_max')} />
      </Grid.Col>
      <Grid.Col span={12}>
        <Switch label="Ask for replies piece by piece" {...form.getInputProps('streams', { type: 'checkbox' })} />
      </Grid.Col>
      <Grid.Col span={12}>
        <Switch
          label="It holds answers to a JSON Schema"
          description="Else the prompt asks for it in words."
          {...form.getInputProps('knows_schemas', { type: 'checkbox' })}
        />
      </Grid.Col>
    </Grid>
  );
}
