'use client';

import dynamic from 'next/dynamic';
import { startTransition, useEffect, useState } from 'react';
import { whenIdle } from '@/lib/when-idle';

const Notifications = dynamic(() => import('@mantine/notifications').then((each) => each.Notifications), { ssr: false });

/** The place of notifications: nobody needs it at first, and what is told before it is there waits for it. */
export function LateNotifications() {
  const [due, setDue] = useState(false);
  useEffect(() => whenIdle(() => startTransition(() => setDue(true))), []);
  return due && <Notifications position="bottom-right" />;
}
