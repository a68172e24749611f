import { Group, Input, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useRef } from 'react';
import { SqlField } from '@/components/ask/sql-field';
import { FormFoot } from '@/components/ui/form-foot';
import type { TileKind } from '@/lib/api/types';
import { kindOptions, refreshOptions } from '@/lib/dashboards/words';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/tiles';

export interface TileValues {
  title: string;
  kind: TileKind;
  refresh: string;
  /** Missing where it is not for this form to change. */
  sql?: string;
}

interface Fields {
  title: string;
  kind: TileKind;
  refresh_seconds: number;
  sql?: string;
}

interface Props {
  /** Whose names its SQL may use. */
  source?: string;
  start: TileValues;
  action: string;
  onSend: (fields: Fields) => Promise<unknown>;
  onCancel?: () => void;
}

/** How a tile is called, shown and kept fresh. */
export function TileForm({ source = '', start, action, onSend, onCancel }: Props) {
  const frame = useRef<HTMLFormElement>(null);
  const form = useForm<TileValues>({ initialValues: start, validate: { title: isNotEmpty(t.titleEmpty) } });
  const { error, busy, onSubmit } = useSubmit(form, ({ title, kind, refresh, sql }) =>
    onSend({ title, kind, refresh_seconds: Number(refresh), ...(sql !== undefined && { sql }) }),
  );
  return (
    <form ref={frame} onSubmit={onSubmit} noValidate>
      <Stack>
        <TextInput label={t.title} maxLength={200} {...form.getInputProps('title')} />
        <Group align="flex-start">
          <Input.Wrapper label={t.shownAs} labelElement="div">
            <SegmentedControl display="flex" aria-label={t.shownAs} data={kindOptions} {...form.getInputProps('kind')} />
          </Input.Wrapper>
          <Select label={t.refreshByItself} data={refreshOptions} allowDeselect={false} flex="1 1 180px" {...form.getInputProps('refresh')} />
        </Group>
        {start.sql !== undefined && (
          <SqlField
            source={source}
            label={t.sql}
            value={form.values.sql ?? ''}
            error={form.errors.sql as string | undefined}
            onChange={(sql) => form.setFieldValue('sql', sql)}
            onRun={() => frame.current?.requestSubmit()}
          />
        )}
        <FormFoot action={action} error={error} busy={busy} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
