import { IconDatabase, IconFileDatabase, IconShoppingBag, IconTable } from '@tabler/icons-react';
import type { Connection } from '@/lib/api/types';

const icons = { postgres: IconDatabase, sqlite: IconFileDatabase, duckdb: IconTable };

interface Props {
  connection: Pick<Connection, 'kind' | 'is_sample'>;
  size?: number;
}

export function KindIcon({ connection, size = 20 }: Props) {
  const Icon = connection.is_sample ? IconShoppingBag : icons[connection.kind];
  return <Icon size={size} stroke={1.7} aria-hidden />;
}
