import { Button, Center, Stack, Text, Title } from '@mantine/core';
import type { Metadata } from 'next';
import { Logo } from '@/components/ui/logo';
import * as t from '@/texts/shell';

export const metadata: Metadata = { title: t.notFound };

export default function NotFound() {
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
