import { Input, Modal, SegmentedControl, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormFoot } from '@/components/ui/form-foot';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useSaveTerm } from '@/lib/api/knowledge';
import { draftOf, isWhole, kinds, noTerm } from '@/lib/knowledge/drafts';
import type { Term, TermDraft, TermKind } from '@/lib/knowledge/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/knowledge';
import { TermFields } from './term-fields';
import type { KnowledgeDesk } from './types';
import { useDraftCheck } from './use-draft-check';
import { Verdict } from './verdict';

interface Props extends KnowledgeDesk {
  /** The one to change; a new one when absent. */
  term?: Term;
  onClose: () => void;
}

const textOf: Record<TermKind, keyof TermDraft> = { synonym: 'value', metric: 'formula', filter: 'condition', columns: 'columns' };

/** What a field needs before it is worth sending. */
const rules = {
  phrase: (text: string, { kind }: TermDraft) => (kind === 'columns' || text.trim() ? null : t.phraseMissing),
  table: (text: string) => (text ? null : t.tableMissing),
  formula: (text: string, { kind }: TermDraft) => (kind !== 'metric' || text.trim() ? null : t.formulaMissing),
  condition: (text: string, { kind }: TermDraft) => (kind !== 'filter' || text.trim() ? null : t.conditionMissing),
  columns: (list: string[], { kind }: TermDraft) => (kind !== 'columns' || list.length > 0 ? null : t.columnsMissing),
};

export function TermModal({ term, onClose, ...desk }: Props) {
  const save = useSaveTerm(desk.source, term?.id);
  const form = useForm<TermDraft>({ initialValues: term ? draftOf(term) : noTerm, validate: rules });
  const { values } = form;
  const field = textOf[values.kind];
  const check = useDraftCheck({ source: desk.source, id: term?.id, term: values }, isWhole(values), field, String(values[field]));
  const { error, busy, onSubmit } = useSubmit(form, async (draft) => {
    const work = save.mutateAsync(draft);
    tellWhenDone(work, () => t.knownFromNow);
    await work;
    onClose();
  });
  const kind = kinds.find(({ value }) => value === values.kind);
  return (
    <Modal opened onClose={onClose} title={term ? t.changeTerm(term.phrase) : t.addTerm} size="lg">
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          {!term && (
            <Input.Wrapper label={t.kind} labelElement="div" description={kind?.hint}>
              <SegmentedControl
                mt={6}
                fullWidth
                aria-label={t.kind}
                data={kinds.map(({ value, label }) => ({ value, label }))}
                {...form.getInputProps('kind')}
              />
            </Input.Wrapper>
          )}
          <TermFields form={form} desk={desk} faults={check.faults} />
          <Verdict state={check.state} />
          <FormFoot action={term ? t.save : t.add} error={error} busy={busy} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
