import { Stack, Text } from '@mantine/core';
import { roles } from '@/lib/models/words';
import * as t from '@/texts/models';
import { RoleCard } from './role-card';
import type { PanelProps } from './types';

/** Who does which part of the work. */
export function RolesPanel({ form, models }: PanelProps) {
  return (
    <Stack>
      <Text c="dimmed">
        {t.rolesAbout}
      </Text>
      {roles.map((each) => (
        <RoleCard key={each.role} form={form} because={models.roles.find(({ role }) => role === each.role)?.because} {...each} />
      ))}
    </Stack>
  );
}
