import type { Metadata } from 'next';
import { NotFound } from '@/components/shell/not-found';
import * as t from '@/texts/shell';

export const metadata: Metadata = { title: t.notFound };

export default function NotFoundRoute() {
  return <NotFound />;
}
