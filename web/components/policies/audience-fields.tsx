import { MultiSelect, Paper, SegmentedControl, SimpleGrid, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import { roles } from '@/lib/admin/roles';
import { useMembers } from '@/lib/api/members';
import type { Audience, Effect } from '@/lib/policies/document';
import { withRule } from '@/lib/policies/edits';
import type { Desk } from './types';

function attributesIn(tags: string[]): Record<string, string> {
  const pairs = tags.map((tag) => tag.split('=').map((part) => part.trim()));
  return Object.fromEntries(pairs.filter(([name, value]) => name && value).map(([name, ...value]) => [name, value.join('=')]));
}

/** Whom a rule is about, and what becomes of tables that it does not name. */
export function AudienceFields({ draft, onDraft, at }: Pick<Desk, 'draft' | 'onDraft'> & { at: number }) {
  const { data: members } = useMembers();
  const rule = draft.rules[at] ?? {};
  const { id, to, mandatory, default: fallback } = rule;
  const change = (part: Partial<typeof rule>) => onDraft(withRule(draft, at, part));
  const address = (part: Audience) => change({ to: { ...to, ...part } });
  return (
    <Paper p="md" component="section" aria-label="Whom the rule is about">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label="Name of the rule" maxLength={100} value={id ?? ''} onChange={(event) => change({ id: event.currentTarget.value })} />
        <MultiSelect label="Roles" description="None of roles and people: everybody" data={roles} value={to?.roles ?? []} onChange={(all) => address({ roles: all })} clearable clearButtonProps={{ 'aria-label': 'Clear roles' }} />
        <MultiSelect label="People" data={members?.map(({ username }) => username) ?? to?.users ?? []} searchable value={to?.users ?? []} onChange={(all) => address({ users: all })} />
        <TagsInput
          label="Attributes they must have"
          placeholder="team = sales"
          value={Object.entries(to?.attributes ?? {}).map(([name, value]) => `${name} = ${value}`)}
          onChange={(tags) => address({ attributes: attributesIn(tags) })}
        />
        <Stack gap={4}>
          <Text size="sm" fw={500} id="unnamed-tables">
            Tables that are not named
          </Text>
          <SegmentedControl
            aria-labelledby="unnamed-tables"
            data={[
              { value: 'deny', label: 'Hidden' },
              { value: 'allow', label: 'Seen' },
            ]}
            value={fallback ?? 'deny'}
            onChange={(value) => change({ default: value as Effect })}
          />
        </Stack>
        <Switch
          mt="lg"
          label="Mandatory"
          description="Its row rules hold beside those of every other rule."
          checked={mandatory ?? false}
          onChange={(event) => change({ mandatory: event.currentTarget.checked || undefined })}
        />
      </SimpleGrid>
    </Paper>
  );
}
