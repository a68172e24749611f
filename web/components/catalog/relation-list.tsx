import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Relation } from '@/lib/catalog/types';
import * as t from '@/texts/relations';
import { RelationRow } from './relation-row';

interface Props {
  source: string;
  usual: string;
  relations: Relation[];
}

const step = 50;

/** Relations, some at a time: a large source has thousands. */
export function RelationList({ source, usual, relations }: Props) {
  const [shown, setShown] = useState(step);
  const more = relations.length - shown;
  return (
    <Stack gap="xs">
      {relations.slice(0, shown).map((relation) => (
        <RelationRow key={relation.id} source={source} usual={usual} relation={relation} />
      ))}
      {more > 0 && (
        <Button variant="default" onClick={() => setShown(shown + step)}>
          {t.showMore(<Text span size="xs" c="dimmed" ml={6}>
            {t.moreLeft(more)}
          </Text>)}
        </Button>
      )}
    </Stack>
  );
}
