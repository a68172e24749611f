import { Container } from '@mantine/core';
import { usePathname } from 'next/navigation';
import { OpeningFrame } from '@/components/ask/opening-frame';
import { ThreadsFrame } from '@/components/ask/threads-frame';
import { Waiting } from '@/components/ui/waiting';
import { PlaceHeader } from './place-header';

/** What stands in a page until it is known who comes. */
export function Arrival() {
  if (usePathname() === '/ask') {
    return (
      <ThreadsFrame>
        <OpeningFrame />
      </ThreadsFrame>
    );
  }
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PlaceHeader />
      <Waiting h={320} />
    </Container>
  );
}
