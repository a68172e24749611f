import { Radio, SimpleGrid } from '@mantine/core';
import type { RoleName, Sends } from '@/lib/api/types';
import type { ModelsForm } from './types';

interface Props {
  form: ModelsForm;
  role: RoleName;
  name: string;
}

const choices: { value: Sends; label: string; means: string }[] = [
  { value: 'names', label: 'Names only', means: 'Tables, columns, types, comments and what you taught. No value of your data.' },
  { value: 'samples', label: 'Names and samples', means: 'Also a few values of columns that the asker sees unmasked.' },
  { value: 'results', label: 'Results too', means: 'Also rows of answers, masked as the asker sees them.' },
];

/** How much leaves the house for a role. */
export function SendsField({ form, role, name }: Props) {
  return (
    <Radio.Group
      label={`What ${name} sends to its models`}
      description="What the asker may not see is never sent, whatever stands here."
      {...form.getInputProps(`roles.${role}.sends`)}
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" mt="xs">
        {choices.map(({ value, label, means }) => (
          <Radio key={value} value={value} label={label} description={means} />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
