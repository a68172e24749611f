import { Modal, Radio, Select, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useMe } from '@/components/auth/auth-context';
import { FormFoot } from '@/components/ui/form-foot';
import { useCreateApiKey } from '@/lib/api/api-keys';
import type { KeyScope, MadeApiKey } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/keys';

const scopes: { value: KeyScope; label: string; means: string }[] = [
  { value: 'read', label: t.read, means: t.readMeans },
  { value: 'write', label: t.write, means: t.writeMeans },
  { value: 'admin', label: t.admin, means: t.adminMeans },
];

const lengths = ['7', '30', '90', '365'].map((value) => ({ value, label: t.dayChoice(value) }));

interface Props {
  onMade: (made: MadeApiKey) => void;
  onClose: () => void;
}

export function KeyModal({ onMade, onClose }: Props) {
  const permissions = useMe()?.permissions ?? [];
  const create = useCreateApiKey();
  const ends = permissions.includes('admin') ? [...lengths, { value: 'never', label: t.never }] : lengths;
  const form = useForm<{ name: string; scope: KeyScope; days: string }>({
    initialValues: { name: '', scope: 'read', days: '90' },
    validate: { name: isNotEmpty(t.purposeMissing) },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ name, scope, days }) => {
    const end = days === 'never' ? { never_expires: true } : { expires_in_days: Number(days) };
    onMade(await create.mutateAsync({ name: name.trim(), scopes: [scope], ...end }));
  });
  return (
    <Modal opened onClose={onClose} title={t.newApiKey}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <TextInput label={t.name} description={t.purpose} placeholder={t.purposeExample} maxLength={100} data-autofocus {...form.getInputProps('name')} />
          <Radio.Group label={t.itMay} {...form.getInputProps('scope')}>
            <Stack gap="xs" mt="xs">
              {scopes
                .filter(({ value }) => permissions.includes(value))
                .map(({ value, label, means }) => (
                  <Radio key={value} value={value} label={label} description={means} />
                ))}
            </Stack>
          </Radio.Group>
          <Select label={t.endsAfter} data={ends} allowDeselect={false} {...form.getInputProps('days')} />
          <FormFoot action={t.makeKey} error={error} busy={busy} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
