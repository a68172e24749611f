import { Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useMe } from '@/components/auth/auth-context';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useCreateApiKey } from '@/lib/api/api-keys';
import type { KeyScope, MadeApiKey } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';

const scopes: { value: KeyScope; label: string; means: string }[] = [
  { value: 'read', label: 'Read', means: 'Asks, runs SQL and reads what is there.' },
  { value: 'write', label: 'Write', means: 'Also teaches words and verified questions, and makes dashboards.' },
  { value: 'admin', label: 'Admin', means: 'Also members, policies and models. Rarely needed.' },
];

const lengths = ['7', '30', '90', '365'].map((value) => ({ value, label: `${value} days` }));

interface Props {
  onMade: (made: MadeApiKey) => void;
  onClose: () => void;
}

export function KeyModal({ onMade, onClose }: Props) {
  const permissions = useMe()?.permissions ?? [];
  const create = useCreateApiKey();
  const ends = permissions.includes('admin') ? [...lengths, { value: 'never', label: 'Never' }] : lengths;
  const form = useForm<{ name: string; scope: KeyScope; days: string }>({
    initialValues: { name: '', scope: 'read', days: '90' },
    validate: { name: isNotEmpty('Say what the key is for') },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ name, scope, days }) => {
    const end = days === 'never' ? { never_expires: true } : { expires_in_days: Number(days) };
    onMade(await create.mutateAsync({ name: name.trim(), scopes: [scope], ...end }));
  });
  return (
    <Modal opened onClose={onClose} title="New API key">
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          {error && <ErrorPanel error={error} />}
          <TextInput label="Name" description="What it is for" placeholder="Nightly report" maxLength={100} data-autofocus {...form.getInputProps('name')} />
          <Radio.Group label="It may" {...form.getInputProps('scope')}>
            <Stack gap="xs" mt="xs">
              {scopes
                .filter(({ value }) => permissions.includes(value))
                .map(({ value, label, means }) => (
                  <Radio key={value} value={value} label={label} description={means} />
                ))}
            </Stack>
          </Radio.Group>
          <Select label="It ends after" data={ends} allowDeselect={false} {...form.getInputProps('days')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy}>
              Make key
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
