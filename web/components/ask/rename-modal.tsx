import { Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormFoot } from '@/components/ui/form-foot';
import { useRenameThread } from '@/lib/api/threads';
import type { ThreadItem } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/answer';

const titleMax = 200;

/** Gives a conversation another title. */
export function RenameModal({ thread: { id, title }, onClose }: { thread: ThreadItem; onClose: () => void }) {
  const form = useForm({
    initialValues: { title },
    validate: { title: (text) => (text.trim() ? null : t.titleMissing) },
  });
  const { mutateAsync } = useRenameThread(id);
  const { error, busy, onSubmit } = useSubmit(form, async (values) => {
    await mutateAsync(values.title.trim());
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={t.renameThread}>
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput label={t.title} data-autofocus maxLength={titleMax} {...form.getInputProps('title')} />
          <FormFoot action={t.rename} error={error} busy={busy} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
