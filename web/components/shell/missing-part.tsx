import { Button } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useCallback, useEffect } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { lookForServer } from '@/lib/api/reach';
import { carryDraft } from '@/lib/ask/draft';
import { mayReload, noteReload } from '@/lib/page-load';
import * as t from '@/texts/shell';

const lookEveryMs = 2_000;

function loadAnew(): void {
  carryDraft();
  noteReload(Date.now(), sessionStorage);
  window.location.reload();
}

/** Loads the page anew as soon as the server is there; what did not come before comes with it. */
function useReloadOnceThere(online: boolean): void {
  const look = useCallback(async () => {
    if ((await lookForServer()) && mayReload(Date.now(), sessionStorage)) loadAnew();
  }, []);
  useEffect(() => {
    if (!online) return;
    void look();
    const timer = setInterval(() => void look(), lookEveryMs);
    return () => clearInterval(timer);
  }, [online, look]);
}

/** A part of the page did not come, as happens without a network or after an upgrade of the server. */
export function MissingPart() {
  const online = useNetwork().online !== false;
  useReloadOnceThere(online);
  return (
    <EmptyState
      icon={<IconPlugConnectedX size={26} />}
      title={t.partMissing}
      text={
        online
          ? t.partMissingText
          : t.partOffline
      }
    >
      {online && (
        <Button mt="md" onClick={loadAnew}>
          {t.loadItNow}
        </Button>
      )}
    </EmptyState>
  );
}
