import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useDescribe, useSuggestDescriptions } from '@/lib/api/catalog';
import { asApiError } from '@/lib/api/errors';
import type { SuggestedDescription } from '@/lib/catalog/types';
import { tableText } from '@/lib/catalog/words';
import * as t from '@/texts/catalog';
import type { TableDesk } from './table-view';

interface ModalProps extends TableDesk {
  suggested: SuggestedDescription[];
  onClose: () => void;
}

function SuggestedModal({ source, table, suggested, onClose }: ModalProps) {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const describe = useDescribe(source);
  const chosen = suggested.filter((_, at) => !left.has(at));

  async function keep() {
    setBusy(true);
    setError(undefined);
    try {
      for (const { column, text } of chosen) {
        await describe.mutateAsync({ table: table.name, schema: table.schema || undefined, column: column ?? undefined, text });
      }
      notifications.show({ message: t.descriptionsKept(chosen.length) });
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }
  const toggle = (at: number) => {
    const next = new Set(left);
    if (!next.delete(at)) next.add(at);
    setLeft(next);
  };
  return (
    <Modal opened onClose={onClose} title={t.suggestedFor(table.name)} size="lg">
      <Stack>
        {suggested.length === 0 && <Text c="dimmed">{t.nothingSuggested}</Text>}
        {suggested.map(({ column, text }, at) => (
          <Checkbox key={column ?? ''} label={column ?? table.name} description={text} checked={!left.has(at)} onChange={() => toggle(at)} />
        ))}
        {error ? <ErrorPanel error={error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.keepNone}
          </Button>
          <Button loading={busy} disabled={chosen.length === 0} onClick={() => void keep()}>
            {t.keepChosen(chosen.length)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** A model writes; a person decides what is kept of it. */
export function SuggestButton(desk: TableDesk) {
  const mayWrite = usePermission('write');
  const { mutate, data, isPending, reset } = useSuggestDescriptions(desk.source);
  if (!mayWrite) return null;
  const ask = () =>
    mutate([tableText(desk.table, desk.usual)], {
      onError: (error) => notifications.show({ color: 'red', title: asApiError(error).title, message: asApiError(error).message }),
    });
  return (
    <>
      <Button size="xs" variant="default" loading={isPending} leftSection={<IconSparkles size={15} />} onClick={ask}>
        {t.suggestDescriptions}
      </Button>
      {data && <SuggestedModal {...desk} suggested={data} onClose={reset} />}
    </>
  );
}
