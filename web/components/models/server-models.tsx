import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { Models } from '@/lib/api/types';
import { modelDraft } from '@/lib/models/draft';
import { roles } from '@/lib/models/words';
import * as t from '@/texts/models';
import { RoleTest } from './role-test';
import { UsagePanel } from './usage-panel';

interface Props {
  models: Models;
  onOwn: () => void;
}

/** What the operator set up: who plays what, without where that is. */
export function ServerModels({ models, onOwn }: Props) {
  return (
    <Stack>
      {roles.map(({ role, name, does }) => {
        const names = models.settings.roles?.[role]?.models ?? [];
        return (
          <Paper key={role} p="md" component="section" aria-label={t.roleNamed(name)}>
            <Title order={2} size="h4">
              {name}
            </Title>
            <Text size="sm" c="dimmed">
              {does}
            </Text>
            <Text size="sm" my="xs">
              {names.length > 0
                ? t.oneAfterAnother(names.map(modelDraft).map(({ model, provider }) => t.modelOf(model, provider)))
                : t.nobodyPlaysIt}
            </Text>
            <RoleTest role={role} name={name} models={names.length} />
          </Paper>
        );
      })}
      <Group justify="space-between">
        <Text c="dimmed" flex="1 1 260px">
          {t.operatorHidden}
        </Text>
        <Button variant="light" onClick={onOwn}>
          {t.ownSettingsBegin}
        </Button>
      </Group>
      <UsagePanel />
    </Stack>
  );
}
