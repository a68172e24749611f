import { ActionIcon, Button, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { FormFoot } from '@/components/ui/form-foot';
import { attributesOf, draftsOf, nameProblem } from '@/lib/admin/attributes';
import { useChangeMember } from '@/lib/api/members';
import type { Member } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/members';

/** What row rules may ask of a person. */
export function AttributesModal({ member, onClose }: { member: Member; onClose: () => void }) {
  const change = useChangeMember(member.user_id);
  const form = useForm({
    initialValues: { all: draftsOf(member.attributes) },
    validate: { all: { name: (name, { all }) => nameProblem(name, all) } },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ all }) => {
    await change.mutateAsync({ attributes: attributesOf(all) });
    notifications.show({ message: t.attributesSaved });
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={t.attributesOf(member.username)} size="lg">
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {t.attributesHelp(<Code>{t.ruleExample}</Code>)}
          </Text>
          {form.values.all.map((_, at) => (
            <Group key={at} gap="xs" wrap="nowrap" align="flex-start">
              <TextInput flex={1} miw={0} aria-label={t.nameOfAttribute(at + 1)} placeholder={t.country} spellCheck={false} {...form.getInputProps(`all.${at}.name`)} />
              <TextInput flex={1} miw={0} aria-label={t.valueOfAttribute(at + 1)} placeholder={t.germany} {...form.getInputProps(`all.${at}.value`)} />
              <ActionIcon variant="subtle" color="gray" size={36} aria-label={t.removeAttribute(at + 1)} onClick={() => form.removeListItem('all', at)}>
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          ))}
          <Button variant="subtle" size="compact-sm" w="fit-content" leftSection={<IconPlus size={15} />} onClick={() => form.insertListItem('all', { name: '', value: '' })}>
            {t.addAttribute}
          </Button>
          <FormFoot action={t.save} error={error} busy={busy} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
