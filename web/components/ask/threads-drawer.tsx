import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { ThreadList } from './thread-list';

/** The conversations on a narrow page. */
export function ThreadsDrawer({ title, onClose }: { title: ReactNode; onClose: () => void }) {
  return (
    <Drawer opened onClose={onClose} title={title} size={320} styles={{ body: { display: 'flex', height: 'calc(100% - 60px)' } }}>
      <ThreadList onOpen={onClose} />
    </Drawer>
  );
}
