import type { ReactNode } from 'react';
import { AuthGuard } from '@/components/auth/auth-guard';
import { Shell } from '@/components/shell/shell';

export default function ProductLayout({ children }: { children: ReactNode }) {
  return (
    <AuthGuard>
      <Shell>{children}</Shell>
    </AuthGuard>
  );
}
