import { Container, Select, type ContainerProps } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PlaceHeader } from '@/components/shell/place-header';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useConnections } from '@/lib/api/connections';
import { useAddress } from '@/lib/use-address';
import { usualSource } from '@/lib/usual-source';
import * as t from '@/texts/sources';

interface Props {
  size: ContainerProps['size'];
  /** What stands there while the team has no source. */
  icon: ReactNode;
  withoutSource: string;
  children: (source: string) => ReactNode;
}

/** A page about one source, which is chosen in its head and kept in the address. */
export function SourcePage({ size, icon, withoutSource, children }: Props) {
  const { data: connections, error, refetch } = useConnections();
  const { get, set } = useAddress();
  const chosen = connections?.find(({ id }) => id === get('source')) ?? usualSource(connections);
  return (
    <Container size={size} py={{ base: 'lg', sm: 'xl' }}>
      <PlaceHeader>
        {chosen && (
          <Select
            aria-label={t.source}
            leftSection={<IconDatabase size={16} aria-hidden />}
            data={connections?.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen.id}
            onChange={(source) => set({ source: source ?? '', show: '' })}
            allowDeselect={false}
          />
        )}
      </PlaceHeader>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!connections && !error && <Waiting h={320} />}
      {connections?.length === 0 && <EmptyState icon={icon} title={t.noSourceYet} text={withoutSource} />}
      {chosen && children(chosen.id)}
    </Container>
  );
}
