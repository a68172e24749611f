import { Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { FormFoot } from '@/components/ui/form-foot';
import { useCreateDashboard, useChangeDashboard } from '@/lib/api/dashboards';
import type { DashboardItem } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/board';

interface Texts {
  title: string;
  description: string;
}

interface FormProps {
  heading: string;
  action: string;
  start: Texts;
  send: (texts: Texts) => Promise<unknown>;
  onClose: () => void;
}

function TextsModal({ heading, action, start, send, onClose }: FormProps) {
  const form = useForm({ initialValues: start, validate: { title: isNotEmpty(t.titleEmpty) } });
  const { error, busy, onSubmit } = useSubmit(form, send);
  return (
    <Modal opened onClose={onClose} title={heading}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <TextInput label={t.title} maxLength={200} data-autofocus {...form.getInputProps('title')} />
          <Textarea label={t.description} description={t.optional} autosize maxRows={6} maxLength={2000} {...form.getInputProps('description')} />
          <FormFoot action={action} error={error} busy={busy} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

export function CreateModal({ onClose }: { onClose: () => void }) {
  const create = useCreateDashboard();
  const router = useRouter();
  async function send(texts: Texts) {
    const { id } = await create.mutateAsync(texts);
    router.push(`/dashboards/${id}`);
  }
  return <TextsModal heading={t.newDashboard} action={t.create} start={{ title: '', description: '' }} send={send} onClose={onClose} />;
}

export function RenameModal({ item, onClose }: { item: DashboardItem; onClose: () => void }) {
  const rename = useChangeDashboard(item.id);
  const { title, description } = item;
  // When somebody else was faster, the list is asked again, and with it comes the version to try once more.
  async function send(texts: Texts) {
    await rename.mutateAsync({ version: item.version, ...texts });
    onClose();
  }
  return <TextsModal heading={t.renameNamed(title)} action={t.save} start={{ title, description }} send={send} onClose={onClose} />;
}
