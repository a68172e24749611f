import type { Connection, Table } from '@/lib/api/types';

/** What every tab of a source works on. */
export interface SourceDesk {
  source: string;
  connection?: Connection;
  tables: Table[];
  /** The schema whose name nobody has to say. */
  usual: string;
}
