import { Radio, SimpleGrid } from '@mantine/core';
import type { RoleName, Sends } from '@/lib/api/types';
import * as t from '@/texts/providers';
import type { ModelsForm } from './types';

interface Props {
  form: ModelsForm;
  role: RoleName;
  name: string;
}

const choices: { value: Sends; label: string; means: string }[] = [
  { value: 'names', label: t.sendsNames, means: t.sendsNamesMeans },
  { value: 'samples', label: t.sendsSamples, means: t.sendsSamplesMeans },
  { value: 'results', label: t.sendsResults, means: t.sendsResultsMeans },
];

/** How much leaves the house for a role. */
export function SendsField({ form, role, name }: Props) {
  return (
    <Radio.Group
      label={t.whatItSends(name)}
      description={t.neverSent}
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
