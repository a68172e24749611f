import { ConfirmModal } from '@/components/ui/confirm-modal';
import { useDeleteDashboard } from '@/lib/api/dashboards';
import type { DashboardItem } from '@/lib/api/types';
import * as t from '@/texts/board';

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
      title={t.reallyDelete(item.title)}
      text={t.deleteDashboardMeans}
      action={t.deleteDashboard}
      busy={isPending}
      error={error}
      onConfirm={() => mutate(undefined, { onSuccess: done })}
      onClose={onClose}
    />
  );
}
