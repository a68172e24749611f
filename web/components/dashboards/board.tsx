import { Alert, Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { EmptyState } from '@/components/ui/empty-state';
import { LeaveGuard } from '@/components/ui/leave-guard';
import { BoardContext, dashboardSource } from '@/lib/api/board-source';
import type { Dashboard } from '@/lib/api/types';
import * as t from '@/texts/board';
import { BoardGrid } from './board-grid';
import { BoardHead } from './board-head';
import { EditBar } from './edit-bar';
import { FilterBar } from './filter-bar';
import { BoardFilters } from './filter-context';
import { useBoardRefresh } from './use-board-refresh';
import { useChosen } from './use-chosen';
import { useEditor } from './use-editor';

const AddTileModal = dynamic(() => import('./add-tile-modal').then((each) => each.AddTileModal));
const TileModal = dynamic(() => import('./tile-modal').then((each) => each.TileModal));
const SchedulesModal = dynamic(() => import('./schedules-modal').then((each) => each.SchedulesModal));
const FiltersModal = dynamic(() => import('./filters-modal').then((each) => each.FiltersModal));

function NoTiles({ mayChange, onAdd }: { mayChange: boolean; onAdd?: () => void }) {
  const text = mayChange
    ? t.emptyForEditors
    : t.emptyForViewers;
  return (
    <EmptyState icon={<IconLayoutDashboard size={26} />} title={t.noTilesYet} text={text}>
      {onAdd && (
        <Button mt="md" onClick={onAdd}>
          {t.addTileTitle}
        </Button>
      )}
    </EmptyState>
  );
}

function StoppedNotice({ onLook }: { onLook: () => void }) {
  return (
    <Alert color="red" variant="light" radius="lg" title={t.noLongerSent}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t.noLongerSentText}</Text>
        <Button size="xs" variant="default" onClick={onLook}>
          {t.lookAtSchedules}
        </Button>
      </Group>
    </Alert>
  );
}

/** A dashboard to look at, and to change for those who may. */
export function Board({ dashboard }: { dashboard: Dashboard }) {
  const { id, filters } = dashboard;
  const mayChange = usePermission('write') && dashboard.may_change;
  const source = useMemo(() => dashboardSource(id), [id]);
  const chosen = useChosen(filters);
  const editor = useEditor(dashboard);
  const refresh = useBoardRefresh(dashboard, source, chosen.text);
  const [open, setOpen] = useState<'tile' | 'filters' | 'schedules' | null>(null);
  const [edited, setEdited] = useState<string>();
  const view = useMemo(
    () => ({ source, filters: chosen.text, everySeconds: refresh.everySeconds }),
    [source, chosen.text, refresh.everySeconds],
  );
  const tile = dashboard.tiles.find((each) => each.id === edited);
  const close = () => setOpen(null);
  const add = () => {
    editor.start();
    setOpen('tile');
  };
  return (
    <BoardContext value={view}>
      <BoardFilters value={filters}>
        <Stack gap="md">
          <BoardHead dashboard={dashboard} refresh={refresh} editing={editor.editing} onEdit={mayChange ? editor.start : undefined} />
          {editor.editing && <EditBar editor={editor} onAdd={add} onFilters={() => setOpen('filters')} />}
          {dashboard.stopped_schedules > 0 && <StoppedNotice onLook={() => setOpen('schedules')} />}
          <FilterBar filters={filters} chosen={chosen} />
          {editor.tiles.length === 0 ? (
            <NoTiles mayChange={mayChange} onAdd={mayChange && !editor.editing ? add : undefined} />
          ) : (
            <BoardGrid editor={editor} onEdit={setEdited} />
          )}
          <VisuallyHidden role="status">{editor.said}</VisuallyHidden>
          <LeaveGuard active={editor.dirty} text={t.unsavedTiles} />
          {open === 'tile' && <AddTileModal id={id} onClose={close} onAdded={editor.say} />}
          {open === 'filters' && <FiltersModal dashboard={dashboard} onClose={close} onSaved={editor.say} />}
          {open === 'schedules' && <SchedulesModal item={dashboard} onClose={close} />}
          {tile && <TileModal key={tile.id} id={id} tile={tile} onClose={() => setEdited(undefined)} />}
        </Stack>
      </BoardFilters>
    </BoardContext>
  );
}
