import { ConfirmModal } from '@/components/ui/confirm-modal';
import { useDeleteDashboard } from '@/lib/api/dashboards';
import type { DashboardItem } from '@/lib/api/types';

interface Props {
  item: DashboardItem;
  onClose: () => void;
  onDeleted?: () => void;
}

export function DeleteModal({ item, onClose, onDeleted }: Props) {
  const { mutate, isPending, error } = useDeleteDashboard(item.id);
  const done = () => {
    onClose();
    onDeleted?.();
  };
  return (
    <ConfirmModal
      opened
      title={`Delete ${item.title}?`}
      text="It goes away for everybody of your team, with all of its tiles. The data itself is not touched."
      action="Delete dashboard"
      busy={isPending}
      error={error}
      onConfirm={() => mutate(undefined, { onSuccess: done })}
      onClose={onClose}
    />
  );
}
