import { AuthGuard } from '@/components/auth/auth-guard';
import { Start } from '@/components/shell/start';

export default function HomePage() {
  return (
    <AuthGuard>
      <Start />
    </AuthGuard>
  );
}
