import { Button, Group, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useState } from 'react';
import { AnswerBody } from '@/components/ask/answer-body';
import { AnswerCard } from '@/components/ask/answer-card';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useAskForTile } from '@/lib/api/tiles';
import type { Answer, NewTile } from '@/lib/api/types';
import { fittingKind } from '@/lib/dashboards/words';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/tiles';
import { SourceSelect, useSourceId } from './source-select';
import { TileForm } from './tile-form';

interface Props {
  onAdd: (tile: NewTile) => Promise<void>;
}

function Found({ answer, onAdd }: Props & { answer: Answer }) {
  if (answer.outcome !== 'answered') return <AnswerCard answer={answer} />;
  return (
    <>
      <AnswerBody answer={answer} />
      <TileForm
        start={{ title: answer.question, kind: fittingKind(answer), refresh: '0' }}
        action={t.addTile}
        onSend={(fields) => onAdd({ ...fields, query_id: answer.id })}
      />
    </>
  );
}

export function AddFromQuestion({ onAdd }: Props) {
  const [chosen, choose] = useState<string>();
  const source = useSourceId(chosen);
  const asking = useAskForTile();
  const form = useForm({ initialValues: { question: '' }, validate: { question: isNotEmpty(t.askSomething) } });
  const { error, busy, onSubmit } = useSubmit(form, ({ question }) =>
    asking.mutateAsync({ question: question.trim(), connection_id: source }),
  );
  return (
    <Stack>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="sm">
          <SourceSelect value={source} onChange={choose} />
          <Group align="flex-start" gap="xs">
            <TextInput label={t.question} placeholder={t.questionExample} flex={1} data-autofocus {...form.getInputProps('question')} />
            <Button type="submit" mt={25} variant="light" loading={busy}>
              {t.ask}
            </Button>
          </Group>
        </Stack>
      </form>
      {error && <ErrorPanel error={error} />}
      {asking.data && !busy && <Found key={asking.data.id} answer={asking.data} onAdd={onAdd} />}
    </Stack>
  );
}
