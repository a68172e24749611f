import { Stack, Textarea } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { FormFoot } from '@/components/ui/form-foot';
import type { NewTile } from '@/lib/api/types';
import { rowsOfText } from '@/lib/dashboards/layout';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/tiles';

/** A text is as wide as the board, and as high as its lines. */
export function AddText({ onAdd }: { onAdd: (tile: NewTile) => Promise<void> }) {
  const form = useForm({ initialValues: { text: '' }, validate: { text: isNotEmpty(t.textMissing) } });
  const { error, busy, onSubmit } = useSubmit(form, ({ text }) => onAdd({ kind: 'text', text, w: 12, h: rowsOfText(text) }));
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Textarea
          label={t.text}
          description={t.textExample}
          autosize
          minRows={4}
          maxRows={14}
          maxLength={20_000}
          {...form.getInputProps('text')}
        />
        <FormFoot action={t.addText} error={error} busy={busy} />
      </Stack>
    </form>
  );
}
