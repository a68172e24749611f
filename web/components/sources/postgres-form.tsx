import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormFoot } from '@/components/ui/form-foot';
import { useCreateConnection, useTestDraft, useUpdateConnection } from '@/lib/api/connections';
import type { Connection } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/sources';
import { PostgresFields } from './postgres-fields';
import { bodyOf, rules, valuesOf } from './postgres-values';
import { TestView } from './test-view';

interface Props {
  /** The connection to edit; a new one when absent. */
  connection?: Connection;
  onDone: (made: Connection) => void;
  onCancel?: () => void;
}

function useSave(connection?: Connection) {
  const create = useCreateConnection();
  const update = useUpdateConnection(connection?.id ?? '');
  return connection ? update.mutateAsync : create.mutateAsync;
}

export function PostgresForm({ connection, onDone, onCancel }: Props) {
  const editing = connection !== undefined;
  const save = useSave(connection);
  const test = useTestDraft();
  const form = useForm({
    initialValues: valuesOf(connection),
    validate: rules(editing),
    onValuesChange: () => test.reset(),
  });
  const saving = useSubmit(form, async (values) => {
    onDone(await save(bodyOf(values)));
  });
  const testing = useSubmit(form, (values) => test.mutateAsync(bodyOf(values)));
  const error = saving.error ?? testing.error;
  // The stored password never comes back here; without it there is nothing to test.
  const canTest = !editing || form.values.password !== '';

  return (
    <form onSubmit={saving.onSubmit} noValidate>
      <Stack>
        <PostgresFields form={form} editing={editing} />
        {test.data && <TestView report={test.data} />}
        <FormFoot action={editing ? t.save : t.addSource} error={error} busy={saving.busy} onCancel={onCancel}>
          {canTest && (
            <Button variant="default" loading={testing.busy} onClick={() => testing.onSubmit()}>
              {t.test}
            </Button>
          )}
        </FormFoot>
      </Stack>
    </form>
  );
}
