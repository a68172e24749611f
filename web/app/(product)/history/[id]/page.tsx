import type { Metadata } from 'next';
import { EntryPage } from '@/components/history/entry-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.question };

/** One page serves every id: the server maps `/history/<id>` to it, the address tells the id. */
export const dynamicParams = false;
export const generateStaticParams = () => [{ id: '_' }];

export default function Page() {
  return <EntryPage />;
}
