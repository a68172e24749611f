import { Group, Select, TextInput } from '@mantine/core';
import { roles } from '@/lib/admin/roles';
import { useMembers } from '@/lib/api/members';
import type { Guise } from '@/lib/api/types';
import * as t from '@/texts/policies';

interface Props {
  as: Guise;
  /** Attributes that the row rules ask for. */
  asked: string[];
  onChange: (as: Guise) => void;
}

function guiseOf(value: string | null): Guise {
  const [kind, ...name] = (value ?? 'role:viewer').split(':');
  return kind === 'user' ? { user: name.join(':') } : { role: name.join(':') };
}

/** Through whose eyes: a role with attributes, or a member as they are. */
export function GuiseSelect({ as, asked, onChange }: Props) {
  const { data: members } = useMembers();
  const data = [
    { group: t.roles, items: roles.map(({ value, label }) => ({ value: `role:${value}`, label })) },
    { group: t.people, items: members?.map(({ username }) => ({ value: `user:${username}`, label: username })) ?? [] },
  ];
  return (
    <Group align="flex-end" gap="sm">
      <Select label={t.asGuise} data={data} searchable allowDeselect={false} value={as.user ? `user:${as.user}` : `role:${as.role ?? 'viewer'}`} onChange={(value) => onChange(guiseOf(value))} />
      {!as.user &&
        asked.map((name) => (
          <TextInput
            key={name}
            label={t.maskWith(name)}
            w={160}
            value={as.attributes?.[name] ?? ''}
            onChange={(event) => onChange({ ...as, attributes: { ...as.attributes, [name]: event.currentTarget.value } })}
          />
        ))}
    </Group>
  );
}
