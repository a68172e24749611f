import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useThread } from './thread-context';

export function NewConversation() {
  const { reset } = useThread();
  return (
    <Tooltip label="New conversation">
      <ActionIcon variant="subtle" color="gray" size={36} radius="xl" onClick={reset} aria-label="New conversation">
        <IconPlus size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
