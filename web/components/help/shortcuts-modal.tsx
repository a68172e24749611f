import { Modal, Stack, Switch } from '@mantine/core';
import { ShortcutList } from './shortcut-list';

interface Props {
  questionKey: boolean;
  onQuestionKey: (on: boolean) => void;
  onClose: () => void;
}

export function ShortcutsModal({ questionKey, onQuestionKey, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title="Keys" size="xl">
      <Stack gap="lg">
        <ShortcutList />
        <Switch
          label="The key ? shows this"
          description="Turn it off when you dictate, or when it comes by itself."
          checked={questionKey}
          onChange={(event) => onQuestionKey(event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  );
}
