import { Stack, Text } from '@mantine/core';
import { useModels } from '@/lib/api/models';
import { roles } from '@/lib/models/words';
import { RoleCard } from './role-card';
import type { ModelsForm } from './types';

/** Who does which part of the work. */
export function RolesPanel({ form }: { form: ModelsForm }) {
  const { data } = useModels();
  return (
    <Stack>
      <Text c="dimmed">
        Each part of the work has models of its own: the first of a list that works answers, the others stand in.
        A role without models is played by nobody; the built-in engine does without it.
      </Text>
      {roles.map((each) => (
        <RoleCard key={each.role} form={form} because={data?.roles.find(({ role }) => role === each.role)?.because} {...each} />
      ))}
    </Stack>
  );
}
