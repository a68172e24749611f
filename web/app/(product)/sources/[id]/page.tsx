import type { Metadata } from 'next';
import { SourcePage } from '@/components/catalog/source-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.source };

/** One page serves every id: the server maps `/sources/<id>` to it, the address tells the id. */
export const dynamicParams = false;
export const generateStaticParams = () => [{ id: '_' }];

export default function Page() {
  return <SourcePage />;
}
