import { Button } from '@mantine/core';
import * as t from '@/texts/ui';

interface Props {
  /** A list that is asked for page by page. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}

/** The way to the next page of a list, while there is one. */
export function ShowOlder({ list: { hasNextPage, isFetchingNextPage, fetchNextPage } }: Props) {
  if (!hasNextPage) return null;
  return (
    <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      {t.showOlder}
    </Button>
  );
}
