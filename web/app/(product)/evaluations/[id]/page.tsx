import type { Metadata } from 'next';
import { EvaluationPage } from '@/components/evaluations/evaluation-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.evaluation };

/** One page serves every id: the server maps `/evaluations/<id>` to it, the address tells the id. */
export const dynamicParams = false;
export const generateStaticParams = () => [{ id: '_' }];

export default function Page() {
  return <EvaluationPage />;
}
