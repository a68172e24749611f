import { Text } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconCloudOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { lookForServer, onReachChange, serverIsAway } from '@/lib/api/reach';
import * as t from '@/texts/shell';
import classes from './shell.module.css';

const lookEveryMs = 2_000;

/** Looks for the server while it is away; what a page shows is asked for again once it is back. */
function useAway(): boolean {
  const client = useQueryClient();
  const away = useSyncExternalStore(onReachChange, serverIsAway, () => false);
  useEffect(() => {
    if (!away) return;
    const timer = setInterval(() => void lookForServer(), lookEveryMs);
    return () => {
      clearInterval(timer);
      void client.refetchQueries({ type: 'active' });
    };
  }, [away, client]);
  return away;
}

/** Says when nothing can be asked, and that it goes on by itself. */
export function OfflineBanner() {
  const { online } = useNetwork();
  const away = useAway();
  const offline = online === false;
  return (
    <div role="status" aria-label={t.connection} className={classes.connection}>
      {(offline || away) && (
        <Text size="sm" className={classes.offline}>
          <IconCloudOff size={17} aria-hidden />
          {offline
            ? t.offline
            : t.unreachable}
        </Text>
      )}
    </div>
  );
}
