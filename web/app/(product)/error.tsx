'use client';

import { Container } from '@mantine/core';
import { MissingPart } from '@/components/shell/missing-part';
import { ErrorPanel } from '@/components/ui/error-panel';
import { isMissingPart } from '@/lib/page-load';

/** What went wrong in a page; the frame around it stays. */
export default function ProductError({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <Container size="sm" py="xl">
      {isMissingPart(error) ? <MissingPart /> : <ErrorPanel error={error} onRetry={reset} />}
    </Container>
  );
}
