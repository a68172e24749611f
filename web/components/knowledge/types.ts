import type { Table } from '@/lib/api/types';

/** What every tab of the page works on. */
export interface KnowledgeDesk {
  source: string;
  tables: Table[];
  usual: string;
}
