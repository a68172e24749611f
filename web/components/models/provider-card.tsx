import { ActionIcon, Badge, Group, Paper, Text } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ProviderDraft } from '@/lib/models/draft';
import { isReady } from '@/lib/models/edits';
import { protocolName } from '@/lib/models/presets';
import * as t from '@/texts/providers';

interface Props {
  provider: ProviderDraft;
  index: number;
  /** What the server said of the fields of the whole form. */
  complaints: Record<string, ReactNode>;
  onEdit: () => void;
  onDelete: () => void;
}

function keyText({ key, keyless, has_key, headers, inside }: ProviderDraft): string {
  if (key) return t.newKey;
  if (has_key && !keyless) return t.keyStored;
  if (headers.length > 0) return t.headers;
  return inside ? t.noKey : t.needsAKey;
}

function complaintsAt(complaints: Record<string, ReactNode>, index: number): ReactNode[] {
  const at = `providers.${index}.`;
  return Object.entries(complaints)
    .filter(([field]) => field.startsWith(at))
    .map(([field, text]) => `${field.slice(at.length).replaceAll('_', ' ')} ${String(text)}`);
}

export function ProviderCard({ provider, index, complaints, onEdit, onDelete }: Props) {
  const { name, protocol, base_url, inside } = provider;
  const told = complaintsAt(complaints, index);
  return (
    <Paper p="md" component="article" aria-label={name}>
      <Group wrap="nowrap">
        <div style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            <Badge variant="light" color={isReady(provider) ? 'tide' : 'gray'} tt="none" fw={550}>
              {keyText(provider)}
            </Badge>
            {inside && <Badge variant="default" tt="none" fw={550}>{t.insideNetwork}</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {protocolName(protocol)} · {base_url}
          </Text>
          {told.map((text, at) => (
            <Text key={at} size="sm" c="var(--mantine-color-error)">
              {text}
            </Text>
          ))}
        </div>
        <ActionIcon variant="subtle" color="gray" size="lg" onClick={onEdit} aria-label={t.editThis(name)}>
          <IconPencil size={18} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="lg" onClick={onDelete} aria-label={t.deleteThis(name)}>
          <IconTrash size={18} />
        </ActionIcon>
      </Group>
    </Paper>
  );
}
