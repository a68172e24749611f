import { Container } from '@mantine/core';
import { ErrorPanel } from '@/components/ui/error-panel';

/** A page that failed outside the frame of the app. */
export function FailedPage({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <Container component="main" size="sm" py="xl">
      <ErrorPanel error={error} onRetry={reset} />
    </Container>
  );
}
