import { Radio, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { CodeField } from '@/components/ui/code-field';
import type { Connection, EvaluationEngine } from '@/lib/api/types';
import { engines } from '@/lib/evaluations/words';
import * as t from '@/texts/evaluations';

export interface StartValues {
  name: string;
  proposed_knowledge: string;
  engine: EvaluationEngine;
  connection_id: string | null;
}

interface Props {
  form: UseFormReturnType<StartValues>;
  connections: Connection[];
  /** Whether knowledge can be tried. */
  knowledge: boolean;
}

export function StartFields({ form, connections, knowledge }: Props) {
  return (
    <>
      <Select
        label={t.source}
        description={t.questionsOfSource}
        data={connections.map(({ id, name }) => ({ value: id, label: name }))}
        allowDeselect={false}
        {...form.getInputProps('connection_id')}
      />
      <Radio.Group label={t.whoAnswers} {...form.getInputProps('engine')}>
        <Stack gap="xs" mt="xs">
          {engines.map(({ value, label, says }) => (
            <Radio key={value} value={value} label={label} description={says} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput label={t.name} placeholder={t.optional} maxLength={200} {...form.getInputProps('name')} />
      {knowledge && (
        <CodeField
          label={t.knowledgeToTry}
          description={t.knowledgeHelp}
          minRows={2}
          maxRows={8}
          {...form.getInputProps('proposed_knowledge')}
        />
      )}
    </>
  );
}
