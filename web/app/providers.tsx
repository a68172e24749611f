'use client';

import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ThreadProvider } from '@/components/ask/thread-context';
import { AuthProvider } from '@/components/auth/auth-context';
import { LateNotifications } from '@/components/ui/late-notifications';
import { ApiError } from '@/lib/api/errors';
import { theme, variables } from '@/lib/theme';

/** What the server refused stays refused; only a missing reply or a busy server is asked again. */
function worthRetrying(failures: number, error: unknown): boolean {
  const status = error instanceof ApiError ? error.status : 0;
  return failures < 2 && (status === 0 || status >= 502);
}

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 15_000, refetchOnWindowFocus: false },
    },
  });
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <LateNotifications />
      <QueryClientProvider client={client}>
        <AuthProvider>
          <ThreadProvider>{children}</ThreadProvider>
        </AuthProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
