import { ConfirmModal } from '@/components/ui/confirm-modal';
import { useDeleteConnection } from '@/lib/api/connections';
import type { Connection } from '@/lib/api/types';

interface Props {
  connection: Connection;
  opened: boolean;
  onClose: () => void;
}

export function DeleteModal({ connection, opened, onClose }: Props) {
  const { id, name, kind } = connection;
  const { mutate, isPending, error } = useDeleteConnection(id);
  const kept =
    kind === 'postgres' ? 'The database itself is not touched.' : 'Uploaded files are deleted with it.';
  return (
    <ConfirmModal
      opened={opened}
      title={`Delete ${name}?`}
      text={`Nobody can ask it any more, and its stored password is destroyed. ${kept}`}
      action="Delete source"
      busy={isPending}
      error={error}
      onConfirm={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
