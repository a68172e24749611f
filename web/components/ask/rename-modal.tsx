import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ErrorPanel } from '@/components/ui/error-panel';
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
        <TextInput label={t.title} data-autofocus maxLength={titleMax} {...form.getInputProps('title')} />
        {error && <ErrorPanel error={error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {t.rename}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
