import { Stack, Text } from '@mantine/core';
import { roles } from '@/lib/models/words';
import { RoleCard } from './role-card';
import type { PanelProps } from './types';

/** Who does which part of the work. */
export function RolesPanel({ form, models }: PanelProps) {
  return (
    <Stack>
      <Text c="dimmed">
        Each part of the work has models of its own: the first of a list that works answers, the others stand in.
        A role without models is played by nobody; the built-in engine does without it.
      </Text>
      {roles.map((each) => (
        <RoleCard key={each.role} form={form} because={models.roles.find(({ role }) => role === each.role)?.because} {...each} />
      ))}
    </Stack>
  );
}
