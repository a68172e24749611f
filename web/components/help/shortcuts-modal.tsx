import { Modal, Stack, Switch } from '@mantine/core';
import * as t from '@/texts/help';
import { ShortcutList } from './shortcut-list';

interface Props {
  questionKey: boolean;
  onQuestionKey: (on: boolean) => void;
  onClose: () => void;
}

export function ShortcutsModal({ questionKey, onQuestionKey, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title={t.keys} size="xl">
      <Stack gap="lg">
        <ShortcutList />
        <Switch
          label={t.questionKey}
          description={t.questionKeyHelp}
          checked={questionKey}
          onChange={(event) => onQuestionKey(event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  );
}
