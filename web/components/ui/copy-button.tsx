'use client';

import { Button, CopyButton as Copy, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** Puts `value` on the clipboard and says that it did. */
export function CopyButton({ value, label = 'Copy' }: { value: string; label?: string }) {
  return (
    <Copy value={value} timeout={2000}>
      {({ copied, copy }) => (
        <>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={copy}
            leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
          >
            {copied ? 'Copied' : label}
          </Button>
          <VisuallyHidden role="status">{copied ? 'Copied to the clipboard' : ''}</VisuallyHidden>
        </>
      )}
    </Copy>
  );
}
