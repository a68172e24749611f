import { Button, Group, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useCreateConnection } from '@/lib/api/connections';
import type { Connection } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';

export function SqliteForm({ onDone }: { onDone: (made: Connection) => void }) {
  const create = useCreateConnection();
  const form = useForm({
    initialValues: { name: '', path: '' },
    validate: { name: isNotEmpty('Give it a name'), path: isNotEmpty('Enter the path of the file') },
  });
  const { error, busy, onSubmit } = useSubmit(form, async (values) => {
    onDone(await create.mutateAsync({ kind: 'sqlite', ...values }));
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {error && <ErrorPanel error={error} />}
        <TextInput
          label="Path on the server"
          description="Inside a folder that this installation allows. A file on your own computer can be uploaded instead."
          placeholder="/srv/data/shop.sqlite"
          spellCheck={false}
          data-autofocus
          {...form.getInputProps('path')}
        />
        <TextInput label="Name" placeholder="Shop" {...form.getInputProps('name')} />
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            Add source
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
