import { Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useAddRelation } from '@/lib/api/catalog';
import type { ColumnPlace } from '@/lib/catalog/types';
import { useSubmit } from '@/lib/use-submit';
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
    validate: { from: chosen('Choose the column that points'), to: chosen('Choose the column that is pointed at') },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ from, to }) => {
    await add.mutateAsync({ from: { ...from, schema: from.schema || undefined }, to: { ...to, schema: to.schema || undefined } });
    notifications.show({ message: 'Questions join by it from now on' });
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title="Add a relation" size="lg">
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <ColumnPicker label="points" legend="The column that points" tables={tables} usual={usual} {...form.getInputProps('from')} />
          <ColumnPicker label="is pointed at" legend="The column that it points at" tables={tables} usual={usual} {...form.getInputProps('to')} />
          {error && <ErrorPanel error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
