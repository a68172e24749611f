import { ActionIcon, Alert, Button, Group, Paper, Text, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowBackUp, IconArrowForwardUp, IconFilter, IconPlus } from '@tabler/icons-react';
import { ErrorPanel } from '@/components/ui/error-panel';
import * as t from '@/texts/board';
import classes from './board.module.css';
import type { Editor } from './use-editor';

/** That somebody else was faster is told with the way out; both changes are already on the screen. */
function Trouble({ error }: { error: NonNullable<Editor['error']> }) {
  if (error.code !== 'dashboard_changed') return <ErrorPanel error={error} />;
  return (
    <Alert role="alert" data-code={error.code} variant="light" color="yellow" radius="lg" title={t.changedMeanwhile}>
      <Text size="sm">
        {t.changedMeanwhileText}
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
      <Paper p="xs" shadow="sm" role="toolbar" aria-label={t.editing}>
        <Group gap="xs" justify="space-between">
          <Group gap={4}>
            <Button variant="light" size="compact-md" onClick={onAdd} leftSection={<IconPlus size={16} aria-hidden />}>
              {t.addTile}
            </Button>
            <Button variant="subtle" color="gray" size="compact-md" onClick={onFilters} leftSection={<IconFilter size={16} aria-hidden />}>
              {t.filters}
            </Button>
            <Tooltip label={t.undo}>
              <ActionIcon variant="subtle" color="gray" size="lg" disabled={!dirty} onClick={undo} aria-label={t.undo}>
                <IconArrowBackUp size={18} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t.redo}>
              <ActionIcon variant="subtle" color="gray" size="lg" disabled={!mayRedo} onClick={redo} aria-label={t.redo}>
                <IconArrowForwardUp size={18} />
              </ActionIcon>
            </Tooltip>
          </Group>
          <Text size="sm" c="dimmed" visibleFrom="md" id="how-to-move">
            {t.dragHow}
          </Text>
          <Group gap="xs">
            <Button variant="default" size="compact-md" onClick={leave}>
              {dirty ? t.discard : t.close}
            </Button>
            <Button size="compact-md" loading={saving} onClick={() => void save()}>
              {t.save}
            </Button>
          </Group>
        </Group>
      </Paper>
      {error && <Trouble error={error} />}
    </div>
  );
}
