import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { placeOf } from './places';

/** The head of a page that the navigation leads to: the same before it is known who comes, and after. */
export function PlaceHeader({ children }: { children?: ReactNode }) {
  const place = placeOf(usePathname());
  if (!place) return null;
  return (
    <PageHeader title={place.label} text={place.about}>
      {children}
    </PageHeader>
  );
}
