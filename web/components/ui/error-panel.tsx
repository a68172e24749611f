import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { asApiError } from '@/lib/api/errors';
import * as t from '@/texts/ui';

interface Props {
  error: unknown;
  onRetry?: () => void;
  children?: ReactNode;
}

/** What went wrong, what to do about it, and the request's id for whoever runs the server. */
export function ErrorPanel({ error, onRetry, children }: Props) {
  const problem = asApiError(error);
  return (
    <Alert
      role="alert"
      variant="light"
      color="red"
      radius="lg"
      icon={<IconAlertTriangle aria-hidden />}
      title={problem.title}
      data-code={problem.code}
    >
      <Text size="sm">{problem.message}</Text>
      {problem.fields.map(({ pointer, detail }) => (
        <Text size="sm" key={pointer + detail}>
          {detail}
        </Text>
      ))}
      <Group mt="sm" gap="sm" justify="space-between">
        <Group gap="xs">
          {onRetry && (
            <Button size="xs" variant="default" onClick={onRetry}>
              {t.tryAgain}
            </Button>
          )}
          {children}
        </Group>
        {problem.requestId && (
          <Text size="xs" c="dimmed" ff="monospace">
            {problem.requestId}
          </Text>
        )}
      </Group>
    </Alert>
  );
}
