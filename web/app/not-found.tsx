import { Button, Center, Stack, Text, Title } from '@mantine/core';
import type { Metadata } from 'next';
import { Logo } from '@/components/ui/logo';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack align="center" gap="sm" ta="center">
        <Logo size={48} />
        <Title order={1}>There is nothing here</Title>
        <Text c="dimmed">The page was moved, or the address has a slip in it.</Text>
        <Button component="a" href="/" mt="sm">
          Back to Parlance
        </Button>
      </Stack>
    </Center>
  );
}
