import { Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { FormFoot } from '@/components/ui/form-foot';
import { useChangeTile } from '@/lib/api/tiles';
import type { Tile, TileChange } from '@/lib/api/types';
import { refreshOptions } from '@/lib/dashboards/words';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/tiles';
import { TileForm } from './tile-form';

interface Props {
  id: string;
  tile: Tile;
  onClose: () => void;
}

interface TextProps {
  tile: Tile;
  onSend: (change: Omit<TileChange, 'version'>) => Promise<unknown>;
  onCancel: () => void;
}

function TextForm({ tile, onSend, onCancel }: TextProps) {
  const form = useForm({
    initialValues: { title: tile.title, text: tile.text ?? '' },
    validate: { text: isNotEmpty(t.textMissing) },
  });
  const { error, busy, onSubmit } = useSubmit(form, onSend);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <TextInput label={t.title} description={t.optional} maxLength={200} {...form.getInputProps('title')} />
        <Textarea label={t.text} autosize minRows={4} maxRows={16} maxLength={20_000} {...form.getInputProps('text')} />
        <FormFoot action={t.save} error={error} busy={busy} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

/** Seconds that are not among the choices become the next rarer one. */
function refreshOf(seconds: number): string {
  return refreshOptions.find(({ value }) => Number(value) >= seconds)?.value ?? '3600';
}

/** Changes of a tile are kept at once, for the version that was seen. */
export function TileModal({ id, tile, onClose }: Props) {
  const change = useChangeTile(id, tile.id);
  async function onSend({ sql, ...fields }: Omit<TileChange, 'version'>) {
    const rewritten = sql !== undefined && sql !== tile.sql && { sql, connection_id: tile.connection_id };
    await change.mutateAsync({ version: tile.version, ...fields, ...rewritten });
    onClose();
  }
  const { title, kind, refresh_seconds, sql } = tile;
  return (
    <Modal opened onClose={onClose} title={t.editNamed(title)} size="lg">
      {kind === 'text' ? (
        <TextForm tile={tile} onSend={onSend} onCancel={onClose} />
      ) : (
        <TileForm
          source={tile.connection_id}
          start={{ title, kind, refresh: refreshOf(refresh_seconds ?? 0), sql }}
          action={t.save}
          onSend={onSend}
          onCancel={onClose}
        />
      )}
    </Modal>
  );
}
