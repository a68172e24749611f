import { Grid, NumberInput, PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import * as t from '@/texts/sources';
import { tlsModes, type PostgresValues } from './postgres-values';

interface Props {
  form: UseFormReturnType<PostgresValues>;
  editing: boolean;
}

const half = { base: 12, xs: 6 };

export function PostgresFields({ form, editing }: Props) {
  const verifies = form.values.tls === 'verify_ca' || form.values.tls === 'verify_full';
  return (
    <Grid gap="sm">
      <Grid.Col span={12}>
        <TextInput label={t.name} placeholder={t.warehouse} data-autofocus {...form.getInputProps('name')} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, xs: 8 }}>
        <TextInput label={t.host} placeholder="db.example.com" spellCheck={false} {...form.getInputProps('host')} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, xs: 4 }}>
        <NumberInput label={t.port} min={1} max={65535} hideControls {...form.getInputProps('port')} />
      </Grid.Col>
      <Grid.Col span={half}>
        <TextInput label={t.database} spellCheck={false} {...form.getInputProps('database')} />
      </Grid.Col>
      <Grid.Col span={half}>
        <Select label={t.encryption} data={tlsModes} allowDeselect={false} {...form.getInputProps('tls')} />
      </Grid.Col>
      <Grid.Col span={half}>
        <TextInput
          label={t.account}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('user')}
        />
      </Grid.Col>
      <Grid.Col span={half}>
        <PasswordInput
          label={t.password}
          autoComplete="new-password"
          placeholder={editing ? t.unchanged : undefined}
          {...form.getInputProps('password')}
        />
      </Grid.Col>
      {verifies && (
        <Grid.Col span={12}>
          <Textarea
            label={t.caCertificate}
            description={t.caCertificateHelp}
            autosize
            minRows={2}
            maxRows={6}
            spellCheck={false}
            {...form.getInputProps('ca_certificate')}
          />
        </Grid.Col>
      )}
    </Grid>
  );
}
