import { Button, Stack, VisuallyHidden } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { EmptyState } from '@/components/ui/empty-state';
import { LeaveGuard } from '@/components/ui/leave-guard';
import type { Dashboard } from '@/lib/api/types';
import { BoardGrid } from './board-grid';
import { BoardHead } from './board-head';
import { EditBar } from './edit-bar';
import { useBoardRefresh } from './use-board-refresh';
import { useEditor } from './use-editor';

const AddTileModal = dynamic(() => import('./add-tile-modal').then((each) => each.AddTileModal));
const TileModal = dynamic(() => import('./tile-modal').then((each) => each.TileModal));

/** A dashboard to look at, and to change for those who may. */
export function Board({ dashboard }: { dashboard: Dashboard }) {
  const mayChange = usePermission('write') && dashboard.may_change;
  const editor = useEditor(dashboard);
  const refresh = useBoardRefresh(dashboard);
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<string>();
  const tile = dashboard.tiles.find(({ id }) => id === edited);
  const add = () => {
    editor.start();
    setAdding(true);
  };
  return (
    <Stack gap="md">
      <BoardHead dashboard={dashboard} refresh={refresh} editing={editor.editing} onEdit={mayChange ? editor.start : undefined} />
      {editor.editing && <EditBar editor={editor} onAdd={add} />}
      {editor.tiles.length === 0 ? (
        <EmptyState
          icon={<IconLayoutDashboard size={26} />}
          title="No tiles yet"
          text={mayChange ? 'Add one from a question, from SQL or as a text; or pin an answer to this dashboard.' : 'Whoever made this dashboard has put nothing on it.'}
        >
          {mayChange && !editor.editing && (
            <Button mt="md" onClick={add}>
              Add a tile
            </Button>
          )}
        </EmptyState>
      ) : (
        <BoardGrid id={dashboard.id} editor={editor} everySeconds={refresh.everySeconds} onEdit={setEdited} />
      )}
      <VisuallyHidden role="status">{editor.said}</VisuallyHidden>
      <LeaveGuard active={editor.dirty} text="You have moved or removed tiles of this dashboard and not saved that." />
      {adding && <AddTileModal id={dashboard.id} onClose={() => setAdding(false)} onAdded={editor.say} />}
      {tile && <TileModal key={tile.id} id={dashboard.id} tile={tile} onClose={() => setEdited(undefined)} />}
    </Stack>
  );
}
