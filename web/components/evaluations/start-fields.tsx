import { Radio, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { CodeField } from '@/components/ui/code-field';
import type { Connection, EvaluationEngine } from '@/lib/api/types';
import { engines } from '@/lib/evaluations/words';

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
        label="Source"
        description="Its verified questions are asked"
        data={connections.map(({ id, name }) => ({ value: id, label: name }))}
        allowDeselect={false}
        {...form.getInputProps('connection_id')}
      />
      <Radio.Group label="Who answers" {...form.getInputProps('engine')}>
        <Stack gap="xs" mt="xs">
          {engines.map(({ value, label, says }) => (
            <Radio key={value} value={value} label={label} description={says} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput label="Name" placeholder="Optional" maxLength={200} {...form.getInputProps('name')} />
      {knowledge && (
        <CodeField
          label="Knowledge to try"
          description="Optional: YAML as an import takes it. The evaluation runs as if it had been imported, and can publish it when nothing gets worse."
          minRows={2}
          maxRows={8}
          {...form.getInputProps('proposed_knowledge')}
        />
      )}
    </>
  );
}
