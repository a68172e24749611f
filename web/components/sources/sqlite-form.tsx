import { Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { FormFoot } from '@/components/ui/form-foot';
import { useCreateConnection } from '@/lib/api/connections';
import type { Connection } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/sources';

export function SqliteForm({ onDone }: { onDone: (made: Connection) => void }) {
  const create = useCreateConnection();
  const form = useForm({
    initialValues: { name: '', path: '' },
    validate: { name: isNotEmpty(t.nameMissing), path: isNotEmpty(t.pathMissing) },
  });
  const { error, busy, onSubmit } = useSubmit(form, async (values) => {
    onDone(await create.mutateAsync({ kind: 'sqlite', ...values }));
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <TextInput
          label={t.pathOnServer}
          description={t.pathHelp}
          placeholder="/srv/data/shop.sqlite"
          spellCheck={false}
          data-autofocus
          {...form.getInputProps('path')}
        />
        <TextInput label={t.name} placeholder={t.shop} {...form.getInputProps('name')} />
        <FormFoot action={t.addSource} error={error} busy={busy} />
      </Stack>
    </form>
  );
}
