import { Button, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { lazy } from 'react';
import { KindIcon } from '@/components/sources/kind-icon';
import { DeferredMenu } from '@/components/ui/deferred-menu';
import type { Connection } from '@/lib/api/types';
import * as t from '@/texts/ask';

const SourceChoices = lazy(() => import('./source-choices'));

interface Props {
  connections: Connection[];
  source: Connection;
  onChoose: (id: string) => void;
}

export function SourcePicker({ connections, source, onChoose }: Props) {
  const target = (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      maw="min(60vw, 320px)"
      leftSection={<KindIcon connection={source} size={16} />}
      rightSection={<IconChevronDown size={14} aria-hidden />}
      aria-label={t.sourceNamed(source.name)}
    >
      <Text span size="sm" fw={500} truncate>
        {source.name}
      </Text>
    </Button>
  );
  return (
    <DeferredMenu position="top-start" width={280} withinPortal target={target}>
      <SourceChoices connections={connections} source={source} onChoose={onChoose} />
    </DeferredMenu>
  );
}
