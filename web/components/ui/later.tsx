import { startTransition, useEffect, useState, type ReactNode } from 'react';
import { afterPaint } from '@/lib/after-paint';

interface Props {
  children: ReactNode;
  /** What keeps the place until then. */
  placeholder?: ReactNode;
}

/** What may come one frame after the things beside it, so that those are painted at once. */
export function Later({ children, placeholder = null }: Props) {
  const [due, setDue] = useState(false);
  useEffect(() => afterPaint(() => startTransition(() => setDue(true))), []);
  return due ? children : placeholder;
}
