import { Modal, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { FormFoot } from '@/components/ui/form-foot';
import { useUpdateConnection } from '@/lib/api/connections';
import type { Connection } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/sources';
import { PostgresForm } from './postgres-form';

interface Props {
  connection: Connection;
  opened: boolean;
  onClose: () => void;
}

/** Files have a name to change; a server has all of its form. */
export function EditModal({ connection, opened, onClose }: Props) {
  const Form = connection.kind === 'postgres' ? PostgresForm : RenameForm;
  return (
    <Modal opened={opened} onClose={onClose} title={t.editThis(connection.name)} size="lg">
      <Form connection={connection} onDone={onClose} onCancel={onClose} />
    </Modal>
  );
}

interface RenameProps {
  connection: Connection;
  onDone: () => void;
  onCancel: () => void;
}

function RenameForm({ connection, onDone, onCancel }: RenameProps) {
  const update = useUpdateConnection(connection.id);
  const form = useForm({
    initialValues: { name: connection.name },
    validate: { name: isNotEmpty(t.nameMissing) },
  });
  const { error, busy, onSubmit } = useSubmit(form, async (values) => {
    await update.mutateAsync(values);
    onDone();
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <TextInput label={t.name} data-autofocus {...form.getInputProps('name')} />
        <FormFoot action={t.save} error={error} busy={busy} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
