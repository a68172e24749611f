import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { Logo } from '@/components/ui/logo';
import * as t from '@/texts/shell';

export function NotFoundPage() {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack align="center" gap="sm" ta="center">
        <Logo size={48} />
        <Title order={1}>{t.notFoundTitle}</Title>
        <Text c="dimmed">{t.notFoundText}</Text>
        <Button component="a" href="/" mt="sm">
          {t.backHome}
        </Button>
      </Stack>
    </Center>
  );
}
