import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useOwner } from '@/components/auth/auth-context';
import { endTour, tourIsOver } from '@/lib/help/tour';
import * as t from '@/texts/tour';
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
    <Paper p="md" mb="lg" component="section" aria-label={t.newHere}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {t.offer(<Text span inherit fw={550}>
            {t.newHere}
          </Text>)}
        </Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="subtle" onClick={dismiss}>
            {t.noThanks}
          </Button>
          <Button size="compact-sm" variant="light" onClick={start}>
            {t.takeTour}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
