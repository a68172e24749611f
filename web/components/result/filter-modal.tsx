import { Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormFoot } from '@/components/ui/form-foot';
import type { ColumnFilter, Match, ResultColumn } from '@/lib/api/types';
import { complaintOf, matchesFor, needsValue } from '@/lib/result/filter';
import * as t from '@/texts/result';

interface Props {
  at: number;
  column: ResultColumn;
  known: ColumnFilter[];
  onFilter: (filter: ColumnFilter) => void;
  onClose: () => void;
}

const example: Partial<Record<ResultColumn['type'], string>> = {
  date: '2024-05-01',
  timestamp: '2024-05-01 10:30',
  timestamptz: '2024-05-01 10:30',
};

/** Which rows of one column are wanted. */
export function FilterModal({ at, column, known, onFilter, onClose }: Props) {
  const matches = matchesFor(column);
  const before = known.find((each) => each.column === at);
  const form = useForm({
    initialValues: {
      match: before?.match ?? matches[0]?.value ?? ('equals' as Match),
      value: before?.value ?? (column.type === 'boolean' ? 'true' : ''),
    },
    validate: { value: (value, { match }) => complaintOf(value, match, column) },
  });
  const { match } = form.getValues();
  const onSubmit = form.onSubmit(({ match: wanted, value }) => {
    onFilter({ column: at, match: wanted, ...(needsValue(wanted) ? { value: value.trim() || value } : {}) });
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={t.filterBy(column.name)} returnFocus={false}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Select label={t.rowsWhere} data={matches} allowDeselect={false} {...form.getInputProps('match')} />
          {needsValue(match) && column.type === 'boolean' && (
            <Select label={t.value} data={['true', 'false']} allowDeselect={false} {...form.getInputProps('value')} />
          )}
          {needsValue(match) && column.type !== 'boolean' && (
            <TextInput label={t.value} placeholder={example[column.type]} maxLength={1000} data-autofocus {...form.getInputProps('value')} />
          )}
          <FormFoot action={t.filter} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
