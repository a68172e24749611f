import { Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { FormFoot } from '@/components/ui/form-foot';
import { useAddRelation } from '@/lib/api/catalog';
import type { ColumnPlace } from '@/lib/catalog/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/relations';
import { ColumnPicker } from './column-picker';
import type { SourceDesk } from './types';

interface Props extends Pick<SourceDesk, 'source' | 'tables' | 'usual'> {
  onClose: () => void;
}

interface Values {
  from: ColumnPlace;
  to: ColumnPlace;
}

const nowhere: ColumnPlace = { table: '', schema: '', column: '' };
const chosen = (what: string) => (place: ColumnPlace) => (place.table && place.column ? null : what);

/** Teaches what no name gives away. */
export function RelationModal({ source, tables, usual, onClose }: Props) {
  const add = useAddRelation(source);
  const form = useForm<Values>({
    initialValues: { from: nowhere, to: nowhere },
    validate: { from: chosen(t.fromMissing), to: chosen(t.toMissing) },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ from, to }) => {
    await add.mutateAsync({ from: { ...from, schema: from.schema || undefined }, to: { ...to, schema: to.schema || undefined } });
    notifications.show({ message: t.joinsFromNow });
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={t.addRelation} size="lg">
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <ColumnPicker label={t.toggleFrom} legend={t.columnFrom} tables={tables} usual={usual} {...form.getInputProps('from')} />
          <ColumnPicker label={t.toggleTo} legend={t.columnTo} tables={tables} usual={usual} {...form.getInputProps('to')} />
          <FormFoot action={t.add} error={error} busy={busy} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
