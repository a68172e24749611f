import type { Metadata } from 'next';
import { Suspense } from 'react';
import { BoardPage } from '@/components/dashboards/board-page';

export const metadata: Metadata = { title: 'Dashboard' };

/** One page serves every id: the server maps `/dashboards/<id>` to it, the address tells the id. */
export const dynamicParams = false;
export const generateStaticParams = () => [{ id: '_' }];

export default function Page() {
  return (
    <Suspense>
      <BoardPage />
    </Suspense>
  );
}
