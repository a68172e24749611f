import { MultiSelect, Paper, SegmentedControl, SimpleGrid, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import { roles } from '@/lib/admin/roles';
import { useMembers } from '@/lib/api/members';
import type { Audience, Effect } from '@/lib/policies/document';
import { withRule } from '@/lib/policies/edits';
import * as t from '@/texts/policies';
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
    <Paper p="md" component="section" aria-label={t.audience}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t.ruleName} maxLength={100} value={id ?? ''} onChange={(event) => change({ id: event.currentTarget.value })} />
        <MultiSelect label={t.roles} description={t.audienceAll} data={roles} value={to?.roles ?? []} onChange={(all) => address({ roles: all })} clearable clearButtonProps={{ 'aria-label': t.clearRoles }} />
        <MultiSelect label={t.people} data={members?.map(({ username }) => username) ?? to?.users ?? []} searchable value={to?.users ?? []} onChange={(all) => address({ users: all })} />
        <TagsInput
          label={t.attributesNeeded}
          placeholder={t.attributeExample}
          value={Object.entries(to?.attributes ?? {}).map(([name, value]) => `${name} = ${value}`)}
          onChange={(tags) => address({ attributes: attributesIn(tags) })}
        />
        <Stack gap={4}>
          <Text size="sm" fw={500} id="unnamed-tables">
            {t.unnamedTables}
          </Text>
          <SegmentedControl
            aria-labelledby="unnamed-tables"
            data={[
              { value: 'deny', label: t.hidden },
              { value: 'allow', label: t.seen },
            ]}
            value={fallback ?? 'deny'}
            onChange={(value) => change({ default: value as Effect })}
          />
        </Stack>
        <Switch
          mt="lg"
          label={t.mandatory}
          description={t.mandatoryHelp}
          checked={mandatory ?? false}
          onChange={(event) => change({ mandatory: event.currentTarget.checked || undefined })}
        />
      </SimpleGrid>
    </Paper>
  );
}
