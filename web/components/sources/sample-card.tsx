import { notifications } from '@mantine/notifications';
import { IconShoppingBag } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useSampleConnection } from '@/lib/api/connections';
import { asApiError } from '@/lib/api/errors';
import * as t from '@/texts/sources';
import { AddCard } from './add-card';

/** A generated shop, to ask at once. */
export function SampleCard() {
  const { mutate, isPending } = useSampleConnection();
  const router = useRouter();
  const add = () =>
    mutate(undefined, {
      onSuccess: () => router.push('/ask'),
      onError: (error) => notifications.show({ color: 'red', message: asApiError(error).message }),
    });
  return (
    <AddCard icon={<IconShoppingBag />} title={t.trySample} busy={isPending} onClick={add}>
      {t.sampleHelp}
    </AddCard>
  );
}
