import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useMe, useOwner } from '@/components/auth/auth-context';
import { endTour, tourFor } from '@/lib/help/tour';
import * as t from '@/texts/tour';
import classes from './help.module.css';

/** Leads from page to page; each step says what the page behind it is for. */
export function Tour({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const owner = useOwner();
  const steps = tourFor(useMe()?.permissions ?? []);
  const [at, setAt] = useState(0);
  const step = steps[at];
  const last = at === steps.length - 1;
  const href = step?.href;
  useEffect(() => {
    if (href) router.push(href);
  }, [router, href]);

  function end() {
    if (owner) endTour(owner);
    onClose();
  }

  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Pages put the focus where one would begin to work; while the tour is there, it comes back.
    function comeBack(event: FocusEvent) {
      const inside = event.target instanceof Element && event.target.closest('[role=dialog]') !== null;
      if (!inside) next.current?.focus();
    }
    document.addEventListener('focusin', comeBack);
    return () => document.removeEventListener('focusin', comeBack);
  }, []);

  if (!step) return null;
  return (
    <Modal opened onClose={end} title={step.title} closeButtonProps={{ 'aria-label': t.skipTour }} overlayProps={{ backgroundOpacity: 0.25 }} yOffset="18dvh">
      <Stack>
        <Text className={classes.step} aria-live="polite">
          {step.text}
        </Text>
        <Progress value={(100 * (at + 1)) / steps.length} aria-label={t.stepOf(at + 1, steps.length)} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t.stepCount(at + 1, steps.length)}
          </Text>
          <Group gap="xs">
            {at > 0 && (
              <Button variant="default" onClick={() => setAt(at - 1)}>
                {t.back}
              </Button>
            )}
            {!last && (
              <Button variant="subtle" onClick={end}>
                {t.skip}
              </Button>
            )}
            <Button ref={next} data-autofocus onClick={last ? end : () => setAt(at + 1)}>
              {last ? t.done : t.next}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
