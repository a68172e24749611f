import { Button, Group, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useDescribe } from '@/lib/api/catalog';
import type { Description, TableName } from '@/lib/catalog/types';
import * as t from '@/texts/catalog';
import classes from './catalog.module.css';

interface Props {
  source: string;
  table: TableName;
  /** Absent: of the table itself. */
  column?: string;
  description: Description | undefined;
  /** What is described. */
  label: string;
}

const originWords = t.descriptionOrigins;

function originText({ origin, author }: Description): string {
  return origin === 'person' ? `${originWords.person} ${author ?? t.somebody}` : originWords[origin];
}

/** What a person wrote is worth keeping while others are made; the rest is only where they begin. */
function ownText(description: Description | undefined): string {
  return description?.origin === 'person' ? description.text : '';
}

function Shown({ description }: { description: Description | undefined }) {
  if (!description?.text) return null;
  return (
    <>
      {description.text}{' '}
      <Text span size="xs" c="dimmed">
        ({originText(description)})
      </Text>
    </>
  );
}

/** A description, changed where it stands. Saving says how to take it back. */
export function DescriptionField({ source, table, column, description, label }: Props) {
  const mayWrite = usePermission('write');
  const [draft, setDraft] = useState<string>();
  const { mutate, isPending, error, reset } = useDescribe(source);
  const before = ownText(description);
  const close = () => {
    setDraft(undefined);
    reset();
  };

  function keep(text: string, onDone: () => void) {
    mutate({ table: table.name, schema: table.schema || undefined, column, text }, { onSuccess: onDone });
  }
  function undo(id: string) {
    notifications.hide(id);
    keep(before, () => notifications.show({ message: t.descriptionUndone(label) }));
  }
  function save() {
    keep((draft ?? '').trim(), () => {
      close();
      const id = `described-${label}`;
      notifications.show({
        id,
        message: (
          <Group justify="space-between" gap="xs">
            {t.descriptionSaved(label)}
            <Button size="compact-xs" variant="default" onClick={() => undo(id)}>
              {t.undo}
            </Button>
          </Group>
        ),
      });
    });
  }

  if (draft === undefined) {
    if (!mayWrite) return <Text size="sm"><Shown description={description} /></Text>;
    return (
      <UnstyledButton className={classes.describe} fz="sm" onClick={() => setDraft(before)} aria-label={t.describe(label)}>
        <Shown description={description} />
        {!description?.text && <Text span size="sm" c="dimmed">{t.describeIt}</Text>}
      </UnstyledButton>
    );
  }
  return (
    <Stack gap={6}>
      <Textarea
        aria-label={t.descriptionOf(label)}
        placeholder={description?.text || t.descriptionExample}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4000}
        autoFocus
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      />
      {error && <ErrorPanel error={error} />}
      <Group gap="xs" justify="flex-end">
        <Button size="compact-sm" variant="default" onClick={close}>
          {t.cancel}
        </Button>
        <Button size="compact-sm" loading={isPending} disabled={draft.trim() === before} onClick={save}>
          {draft.trim() === '' && before !== '' ? t.takeItBack : t.save}
        </Button>
      </Group>
    </Stack>
  );
}
