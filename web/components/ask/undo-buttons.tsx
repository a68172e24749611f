import { ActionIcon, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import * as t from '@/texts/answer';
import { useThread } from './thread-context';

const undoKeys = 'mod+Z';
const redoKeys = ['mod+shift+Z', 'mod+Y'];

/** One step back along the questions of a conversation, and forth; by the usual keys while no text is being written. */
export function UndoButtons({ idle }: { idle: boolean }) {
  const { mayUndo, mayRedo, undo, redo } = useThread();
  useHotkeys(
    [[undoKeys, () => mayUndo && undo()], ...redoKeys.map((keys): [string, () => void] => [keys, () => mayRedo && redo()])],
    // An empty question box has nothing of its own to undo.
    idle ? ['INPUT', 'SELECT'] : ['INPUT', 'SELECT', 'TEXTAREA'],
  );
  return (
    <>
      <Tooltip label={t.takeBackQuestion}>
        <ActionIcon variant="subtle" color="gray" size={36} radius="xl" bg={mayUndo ? undefined : 'transparent'} disabled={!mayUndo} onClick={undo} aria-label={t.undo} aria-keyshortcuts="Control+Z">
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      {mayRedo && (
        <Tooltip label={t.bringBack}>
          <ActionIcon variant="subtle" color="gray" size={36} radius="xl" onClick={redo} aria-label={t.redo} aria-keyshortcuts="Control+Shift+Z">
            <IconArrowForwardUp size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}
