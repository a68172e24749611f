import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import * as t from '@/texts/ui';
import { ConfirmModal } from './confirm-modal';

/** The address of a link of this app that a plain click follows. */
function targetOf(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || link.target === '_blank' || link.origin !== window.location.origin) return undefined;
  return link.pathname === window.location.pathname ? undefined : link.pathname + link.search;
}

/** While `active`, asks before a link or the closing of the tab loses what is not saved. */
export function LeaveGuard({ active, text }: { active: boolean; text: string }) {
  const [target, setTarget] = useState<string>();
  const router = useRouter();

  useEffect(() => {
    if (!active) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = targetOf(event);
      if (!href) return;
      // Before React hears of it, or the link would be followed.
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [active]);

  const close = () => setTarget(undefined);
  return (
    <ConfirmModal
      opened={target !== undefined}
      title={t.reallyLeave}
      text={text}
      action={t.leave}
      cancel={t.stay}
      busy={false}
      onConfirm={() => {
        close();
        router.push(target ?? '/');
      }}
      onClose={close}
    />
  );
}
