import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useOwner } from '@/components/auth/auth-context';
import { endTour, tourIsOver } from '@/lib/help/tour';
import { useHelp } from './help-context';

/** Offers the tour to whoever is new here, until they take it or say no. */
export function TourOffer() {
  const owner = useOwner();
  const { startTour } = useHelp();
  const [over, setOver] = useState(() => !owner || tourIsOver(owner));
  if (over || !owner) return null;
  const dismiss = () => {
    endTour(owner);
    setOver(true);
  };
  const start = () => {
    dismiss();
    startTour();
  };
  return (
    <Paper p="md" mb="lg" component="section" aria-label="New here?">
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          <Text span inherit fw={550}>
            New here?
          </Text>{' '}
          A tour of a minute shows what is where.
        </Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="subtle" onClick={dismiss}>
            No, thanks
          </Button>
          <Button size="compact-sm" variant="light" onClick={start}>
            Take the tour
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
