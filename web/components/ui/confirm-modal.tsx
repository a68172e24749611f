import { Button, Group, Modal, Text } from '@mantine/core';
import * as t from '@/texts/ui';
import { ErrorPanel } from './error-panel';

interface Props {
  opened: boolean;
  title: string;
  text: string;
  action: string;
  /** What the other button says. */
  cancel?: string;
  busy: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is lost. */
export function ConfirmModal({ opened, title, text, action, cancel = t.keepIt, busy, error, onConfirm, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Text mb="md">{text}</Text>
      {error ? <ErrorPanel error={error} /> : null}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          {cancel}
        </Button>
        <Button color="red.9" loading={busy} onClick={onConfirm}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
