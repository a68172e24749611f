import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlayerPlay } from '@tabler/icons-react';
import { SqlField } from '@/components/ask/sql-field';
import { ResultGrid } from '@/components/result/result-grid';
import { ErrorPanel } from '@/components/ui/error-panel';
import { FormFoot } from '@/components/ui/form-foot';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useSaveVerified, useTryOut } from '@/lib/api/knowledge';
import { verifiedDraftOf } from '@/lib/knowledge/drafts';
import type { Verified, VerifiedDraft } from '@/lib/knowledge/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/knowledge';
import { useDraftCheck } from './use-draft-check';
import { Verdict } from './verdict';

interface Props {
  source: string;
  verified?: Verified;
  onClose: () => void;
}

const rules = {
  question: (text: string) => (text.trim() ? null : t.questionMissing),
  sql: (text: string) => (text.trim() ? null : t.sqlMissing),
};

/** Rows of the SQL as it stands; another text has to be run anew. */
function TriedRows({ tried, sql }: { tried: ReturnType<typeof useTryOut>; sql: string }) {
  if (tried.variables !== sql) return null;
  if (tried.error) return <ErrorPanel error={tried.error} />;
  if (!tried.data) return null;
  const { columns, rows, truncated } = tried.data;
  return (
    <Stack gap={4}>
      <ResultGrid columns={columns} rows={rows} label={t.sqlReturns} />
      {truncated && (
        <Text size="xs" c="dimmed">
          {t.firstRowsOnly(rows.length)}
        </Text>
      )}
    </Stack>
  );
}

export function VerifiedModal({ source, verified, onClose }: Props) {
  const save = useSaveVerified(source, verified?.id);
  const tried = useTryOut(source);
  const form = useForm<VerifiedDraft>({ initialValues: verifiedDraftOf(verified), validate: rules });
  const { question, sql } = form.values;
  const whole = question.trim() !== '' && sql.trim() !== '';
  const check = useDraftCheck({ source, id: verified?.id, verified: form.values }, whole, 'sql', sql);
  const { error, busy, onSubmit } = useSubmit(form, async (draft) => {
    const work = save.mutateAsync(draft);
    tellWhenDone(work, () => t.usedFromNow);
    await work;
    onClose();
  });
  const props = (name: keyof VerifiedDraft) => {
    const own = form.getInputProps(name) as { error?: string };
    return { ...own, error: own.error ?? check.faults[name] };
  };
  return (
    <Modal opened onClose={onClose} title={verified ? t.changeVerified : t.addVerified} size="xl">
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Textarea label={t.question} placeholder={t.verifiedExample} autosize minRows={1} maxRows={4} maxLength={1000} data-autofocus {...props('question')} />
          <SqlField
            source={source}
            label={t.sql}
            description={t.sqlHelp}
            value={sql}
            error={props('sql').error}
            onChange={(text) => form.setFieldValue('sql', text)}
            onRun={() => sql.trim() && tried.mutate(sql)}
          />
          <Group justify="space-between" gap="sm">
            <Verdict state={check.state} />
            <Button size="xs" variant="default" leftSection={<IconPlayerPlay size={14} />} loading={tried.isPending} disabled={!sql.trim()} onClick={() => tried.mutate(sql)}>
              {t.tryIt}
            </Button>
          </Group>
          <TriedRows tried={tried} sql={sql} />
          <FormFoot action={verified ? t.save : t.add} error={error} busy={busy} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
