import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import * as t from '@/texts/ui';
import { ErrorPanel } from './error-panel';

interface Props {
  /** What the button that sends the form says. */
  action: string;
  /** What kept the form from being sent, and is of no single field. */
  error?: unknown;
  busy?: boolean;
  disabled?: boolean;
  /** Leaves without sending. */
  onCancel?: () => void;
  /** A form of a page has its buttons under its fields; one of a dialog at its end. */
  justify?: 'flex-start' | 'flex-end';
  /** Other things to do, before the button that sends. */
  children?: ReactNode;
}

/** How each form ends: what went wrong, the way out and the way on. */
export function FormFoot({ action, error, busy, disabled, onCancel, justify = 'flex-end', children }: Props) {
  return (
    <>
      {error ? <ErrorPanel error={error} /> : null}
      <Group justify={justify}>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t.cancel}
          </Button>
        )}
        {children}
        <Button type="submit" loading={busy} disabled={disabled}>
          {action}
        </Button>
      </Group>
    </>
  );
}
