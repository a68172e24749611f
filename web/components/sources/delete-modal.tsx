import { ConfirmModal } from '@/components/ui/confirm-modal';
import { useDeleteConnection } from '@/lib/api/connections';
import type { Connection } from '@/lib/api/types';
import * as t from '@/texts/sources';

interface Props {
  connection: Connection;
  opened: boolean;
  onClose: () => void;
}

export function DeleteModal({ connection, opened, onClose }: Props) {
  const { id, name, kind } = connection;
  const { mutate, isPending, error } = useDeleteConnection(id);
  const kept =
    kind === 'postgres' ? t.notTouched : t.uploadsDeleted;
  return (
    <ConfirmModal
      opened={opened}
      title={t.reallyDeleteThis(name)}
      text={t.deleteSourceMeans(kept)}
      action={t.deleteSource}
      busy={isPending}
      error={error}
      onConfirm={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
