'use client';

import { Container } from '@mantine/core';
import { ErrorPanel } from '@/components/ui/error-panel';

export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <Container component="main" size="sm" py="xl">
      <ErrorPanel error={error} onRetry={reset} />
    </Container>
  );
}
