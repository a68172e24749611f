import { ActionIcon, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ProviderDraft } from '@/lib/models/draft';
import * as t from '@/texts/providers';

/** Headers besides the protocol's own; their values are kept like keys. */
export function HeaderList({ form }: { form: UseFormReturnType<ProviderDraft> }) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t.headersAbout}
      </Text>
      {form.values.headers.map((header, index) => (
        <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
          <TextInput flex={1} miw={0} aria-label={t.headerName(index + 1)} placeholder={t.headerExample} spellCheck={false} {...form.getInputProps(`headers.${index}.name`)} />
          <PasswordInput
            flex={1}
            miw={0}
            aria-label={t.headerValue(index + 1)}
            placeholder={t.unchanged}
            autoComplete="new-password"
            {...form.getInputProps(`headers.${index}.value`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            onClick={() => form.removeListItem('headers', index)}
            aria-label={t.removeHeader(header.name || index + 1)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconPlus size={15} />}
        onClick={() => form.insertListItem('headers', { name: '', value: '' })}
      >
        {t.addHeader}
      </Button>
    </Stack>
  );
}
