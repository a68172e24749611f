import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Logo } from '@/components/ui/logo';
import { KeepNextLink } from './keep-next-link';

interface Props {
  title: string;
  text: string;
  other: { question: string; label: string; path: string };
  children: ReactNode;
}

export function AuthCard({ title, text, other, children }: Props) {
  return (
    <Stack w="100%" maw={420} gap="lg">
      <Stack align="center" gap={6}>
        <Logo size={44} />
        <Title order={1} size={30} mt="xs" ta="center">
          {title}
        </Title>
        <Text c="dimmed" ta="center">
          {text}
        </Text>
      </Stack>
      <Paper p={{ base: 'lg', xs: 'xl' }}>{children}</Paper>
      <Group justify="center" gap={6}>
        <Text size="sm" c="dimmed">
          {other.question}
        </Text>
        <KeepNextLink path={other.path}>{other.label}</KeepNextLink>
      </Group>
    </Stack>
  );
}
