import type { Metadata } from 'next';
import { Suspense } from 'react';
import { BoardPage } from '@/components/dashboards/board-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.dashboard };

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
