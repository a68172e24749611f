import { Center } from '@mantine/core';
import type { ReactNode } from 'react';
import { AuthGuard } from '@/components/auth/auth-guard';

export default function ConsentLayout({ children }: { children: ReactNode }) {
  return (
    <AuthGuard>
      <Center component="main" mih="100dvh" px="md" py="xl">
        {children}
      </Center>
    </AuthGuard>
  );
}
