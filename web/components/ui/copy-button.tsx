'use client';

import { Button, CopyButton as Copy, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import * as t from '@/texts/ui';

/** Puts `value` on the clipboard and says that it did. */
export function CopyButton({ value, label = t.copy }: { value: string; label?: string }) {
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
            {copied ? t.copied : label}
          </Button>
          <VisuallyHidden role="status">{copied ? t.copiedToClipboard : ''}</VisuallyHidden>
        </>
      )}
    </Copy>
  );
}
