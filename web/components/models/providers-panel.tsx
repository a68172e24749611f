import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmModal } from '@/components/ui/confirm-modal';
import type { ProviderDraft } from '@/lib/models/draft';
import { rolesNaming, withoutProvider, withProvider } from '@/lib/models/edits';
import * as t from '@/texts/providers';
import { ProviderCard } from './provider-card';
import { ProviderModal } from './provider-modal';
import type { ModelsForm } from './types';

type Open = { what: 'add' } | { what: 'edit' | 'delete'; index: number };

function deletionText(named: string[]): string {
  return named.length > 0 ? t.deletePlayerMeans(named.join(', ')) : t.deleteProviderMeans;
}

/** Whom models are asked of. What changes here holds once the whole page is saved. */
export function ProvidersPanel({ form }: { form: ModelsForm }) {
  const [open, setOpen] = useState<Open | null>(null);
  const { providers } = form.values;
  const close = () => setOpen(null);
  const index = open && open.what !== 'add' ? open.index : undefined;
  const chosen = index === undefined ? undefined : providers[index];

  function keep(provider: ProviderDraft) {
    form.setValues(withProvider(form.values, provider, index));
    close();
  }
  function remove() {
    if (chosen) form.setValues(withoutProvider(form.values, chosen.name));
    close();
  }
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" flex="1 1 260px">
          {t.providersAbout}
        </Text>
        <Button variant="light" leftSection={<IconPlus size={16} />} onClick={() => setOpen({ what: 'add' })}>
          {t.addProviderTitle}
        </Button>
      </Group>
      {providers.length === 0 && <Text>{t.noProviders}</Text>}
      {providers.map((provider, at) => (
        <ProviderCard
          key={provider.name}
          provider={provider}
          complaints={form.errors}
          index={at}
          onEdit={() => setOpen({ what: 'edit', index: at })}
          onDelete={() => setOpen({ what: 'delete', index: at })}
        />
      ))}
      {open && open.what !== 'delete' && (
        <ProviderModal
          provider={chosen}
          taken={providers.filter((each) => each !== chosen).map(({ name }) => name)}
          onKeep={keep}
          onClose={close}
        />
      )}
      <ConfirmModal
        opened={open?.what === 'delete'}
        title={t.reallyDeleteThis(chosen?.name ?? '')}
        text={deletionText(chosen ? rolesNaming(form.values, chosen.name) : [])}
        action={t.deleteProvider}
        busy={false}
        onConfirm={remove}
        onClose={close}
      />
    </Stack>
  );
}
