import { Center } from '@mantine/core';
import type { ReactNode } from 'react';
import { GuestGuard } from '@/components/auth/guest-guard';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <Center component="main" mih="100dvh" px="md" py="xl">
      <GuestGuard>{children}</GuestGuard>
    </Center>
  );
}
