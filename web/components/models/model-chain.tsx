import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { RoleName } from '@/lib/api/types';
import { moved } from '@/lib/models/edits';
import * as t from '@/texts/models';
import type { ModelsForm } from './types';

interface Props {
  form: ModelsForm;
  role: RoleName;
}

const longest = 8;

interface RowProps extends Props {
  index: number;
  count: number;
  onMove: (to: number) => void;
  onRemove: () => void;
}

function Row({ form, role, index, count, onMove, onRemove }: RowProps) {
  const at = `roles.${role}.models.${index}`;
  const place = t.modelPlace(index + 1);
  const button = { variant: 'subtle', color: 'gray', size: 36 } as const;
  return (
    <Group component="li" gap="xs" align="flex-start" wrap="wrap">
      <Select
        w={{ base: '100%', xs: 180 }}
        aria-label={t.providerOf(place)}
        placeholder={t.provider}
        data={form.values.providers.map(({ name }) => name)}
        allowDeselect={false}
        {...form.getInputProps(`${at}.provider`)}
        error={form.errors[`${at}.provider`] ?? form.errors[at]}
      />
      <TextInput flex="1 1 160px" aria-label={t.nameOf(place)} placeholder={t.modelName} spellCheck={false} {...form.getInputProps(`${at}.model`)} />
      <Group gap={2} wrap="nowrap">
        {count > 1 && (
          <>
            <ActionIcon {...button} disabled={index === 0} onClick={() => onMove(index - 1)} aria-label={t.moveUp(place)}>
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon {...button} disabled={index === count - 1} onClick={() => onMove(index + 1)} aria-label={t.moveDown(place)}>
              <IconArrowDown size={16} />
            </ActionIcon>
          </>
        )}
        <ActionIcon {...button} onClick={onRemove} aria-label={t.remove(place)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
    </Group>
  );
}

/** The models of a role in the order in which they are asked. */
export function ModelChain({ form, role }: Props) {
  const { models } = form.values.roles[role];
  const { providers } = form.values;
  const at = `roles.${role}.models`;
  const add = () => form.insertListItem(at, { provider: providers[0]?.name ?? '', model: '' });
  return (
    <Stack gap="xs">
      <Stack component="ol" gap="xs" m={0} p={0} aria-label={t.models} style={{ listStyle: 'none' }}>
        {models.map((_, index) => (
          <Row
            key={index}
            {...{ form, role, index, count: models.length }}
            onMove={(to) => form.setFieldValue(at, moved(models, index, to))}
            onRemove={() => form.removeListItem(at, index)}
          />
        ))}
      </Stack>
      {providers.length === 0 ? (
        <Text size="sm" c="dimmed">{t.providerFirst}</Text>
      ) : (
        models.length < longest && (
          <Button variant="subtle" size="compact-sm" w="fit-content" leftSection={<IconPlus size={15} />} onClick={add}>
            {models.length === 0 ? t.addModel : t.addStandIn}
          </Button>
        )
      )}
    </Stack>
  );
}
