import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { SqlView } from '@/components/result/sql-view';
import { FormFoot } from '@/components/ui/form-foot';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useSaveVerified } from '@/lib/api/knowledge';
import type { Answer } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/answer';

/** Has questions like this one answered by this SQL from now on. */
export function SaveVerifiedModal({ answer, onClose }: { answer: Answer; onClose: () => void }) {
  const save = useSaveVerified(answer.connection_id, undefined);
  const sql = answer.ask ?? '';
  const form = useForm({
    initialValues: { question: answer.provenance.author === 'person' ? (answer.explanation ?? '') : answer.question },
    validate: { question: (text) => (text.trim() ? null : t.questionMissing) },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ question }) => {
    const work = save.mutateAsync({ question, sql });
    tellWhenDone(work, () => t.usedFromNow);
    await work;
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={t.saveVerified} size="lg">
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {t.saveVerifiedWhen}
          </Text>
          <Textarea label={t.question} autosize minRows={1} maxRows={4} maxLength={1000} data-autofocus {...form.getInputProps('question')} />
          <SqlView sql={answer.sql ?? sql} dialect={answer.dialect} />
          <FormFoot action={t.save} error={error} busy={busy} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
