import { Button, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ConfirmModal } from './confirm-modal';

interface Props extends ButtonProps {
  label: string;
  /** What screen readers hear beside others of its kind. */
  describes: string;
  title: string;
  text: string;
  action: string;
  busy: boolean;
  error?: unknown;
  onConfirm: () => void;
}

/** A button whose deed is asked about first. */
export function GuardedButton({ label, describes, title, text, action, busy, error, onConfirm, ...button }: Props) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" {...button} onClick={open} aria-label={describes}>
        {label}
      </Button>
      <ConfirmModal opened={opened} title={title} text={text} action={action} busy={busy} error={error} onConfirm={onConfirm} onClose={close} />
    </>
  );
}
