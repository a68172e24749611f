import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ConfirmModal } from '@/components/ui/confirm-modal';
import { useDeleteEvaluation } from '@/lib/api/evaluations';
import * as t from '@/texts/evaluations';

export function DeleteButton({ id }: { id: string }) {
  const [asking, setAsking] = useState(false);
  const { mutate, isPending, error } = useDeleteEvaluation(id);
  const router = useRouter();
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t.deleteThisOne} onClick={() => setAsking(true)}>
        <IconTrash size={18} />
      </ActionIcon>
      <ConfirmModal
        opened={asking}
        title={t.reallyDeleteThisOne}
        text={t.deleteMeans}
        action={t.deleteEvaluation}
        busy={isPending}
        error={error}
        onConfirm={() => mutate(undefined, { onSuccess: () => router.push('/evaluations') })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
