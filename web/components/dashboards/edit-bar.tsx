import { ActionIcon, Alert, Button, Group, Paper, Text, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowBackUp, IconArrowForwardUp, IconFilter, IconPlus } from '@tabler/icons-react';
import { ErrorPanel } from '@/components/ui/error-panel';
import classes from './board.module.css';
import type { Editor } from './use-editor';

/** That somebody else was faster is told with the way out; both changes are already on the screen. */
function Trouble({ error }: { error: NonNullable<Editor['error']> }) {
  if (error.code !== 'dashboard_changed') return <ErrorPanel error={error} />;
  return (
    <Alert role="alert" data-code={error.code} variant="light" color="yellow" radius="lg" title="Somebody changed this dashboard meanwhile">
      <Text size="sm">
        You now see it as it is, with your changes on top. Nothing is lost: save once more to keep both, or discard yours.
      </Text>
    </Alert>
  );
}

interface Props {
  editor: Editor;
  onAdd: () => void;
  onFilters: () => void;
}

export function EditBar({ editor, onAdd, onFilters }: Props) {
  const { dirty, mayRedo, undo, redo, leave, save, saving, error } = editor;
  useHotkeys([
    ['mod+Z', undo],
    ['mod+shift+Z', redo],
  ]);
  return (
    <div className={classes.bar}>
      <Paper p="xs" shadow="sm" role="toolbar" aria-label="Editing">
        <Group gap="xs" justify="space-between">
          <Group gap={4}>
            <Button variant="light" size="compact-md" onClick={onAdd} leftSection={<IconPlus size={16} aria-hidden />}>
              Add tile
            </Button>
            <Button variant="subtle" color="gray" size="compact-md" onClick={onFilters} leftSection={<IconFilter size={16} aria-hidden />}>
              Filters
            </Button>
            <Tooltip label="Undo">
              <ActionIcon variant="subtle" color="gray" size="lg" disabled={!dirty} onClick={undo} aria-label="Undo">
                <IconArrowBackUp size={18} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Redo">
              <ActionIcon variant="subtle" color="gray" size="lg" disabled={!mayRedo} onClick={redo} aria-label="Redo">
                <IconArrowForwardUp size={18} />
              </ActionIcon>
            </Tooltip>
          </Group>
          <Text size="sm" c="dimmed" visibleFrom="md" id="how-to-move">
            Drag tiles by their grip; or focus it: arrow keys move, Shift and arrow keys resize.
          </Text>
          <Group gap="xs">
            <Button variant="default" size="compact-md" onClick={leave}>
              {dirty ? 'Discard' : 'Close'}
            </Button>
            <Button size="compact-md" loading={saving} onClick={() => void save()}>
              Save
            </Button>
          </Group>
        </Group>
      </Paper>
      {error && <Trouble error={error} />}
    </div>
  );
}
