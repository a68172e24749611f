import { ActionIcon, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ProviderDraft } from '@/lib/models/draft';

/** Headers besides the protocol's own; their values are kept like keys. */
export function HeaderList({ form }: { form: UseFormReturnType<ProviderDraft> }) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        Further headers go with each request. Their values are kept like keys.
      </Text>
      {form.values.headers.map((header, index) => (
        <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
          <TextInput flex={1} miw={0} aria-label={`Name of header ${index + 1}`} placeholder="X-Team" spellCheck={false} {...form.getInputProps(`headers.${index}.name`)} />
          <PasswordInput
            flex={1}
            miw={0}
            aria-label={`Value of header ${index + 1}`}
            placeholder="Unchanged"
            autoComplete="new-password"
            {...form.getInputProps(`headers.${index}.value`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            onClick={() => form.removeListItem('headers', index)}
            aria-label={`Remove header ${header.name || index + 1}`}
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
        Add a header
      </Button>
    </Stack>
  );
}
