import { useDebouncedValue } from '@mantine/hooks';
import { asApiError } from '@/lib/api/errors';
import { useKnowledgeCheck } from '@/lib/api/knowledge';
import { faultsOf } from '@/lib/knowledge/faults';
import type { TermDraft, VerifiedDraft } from '@/lib/knowledge/types';

const settlesMs = 450;

interface Draft {
  source: string;
  id?: string;
  term?: TermDraft;
  verified?: VerifiedDraft;
}

/** Has the server look at a draft once it keeps still; faults come back by field. */
export function useDraftCheck(draft: Draft, whole: boolean, field: string, text: string) {
  const now = whole ? JSON.stringify(draft) : '';
  const [settled] = useDebouncedValue(now, settlesMs);
  const { data, error, isFetching } = useKnowledgeCheck(settled ? (JSON.parse(settled) as Draft) : undefined);
  const waiting = now === '';
  const checking = !waiting && (settled !== now || isFetching);
  const faults = !waiting && !checking && error ? faultsOf(asApiError(error), field, text) : {};
  const state = waiting ? 'waiting' : checking ? 'checking' : error ? 'faulty' : data ? 'sound' : 'checking';
  return { state: state as 'waiting' | 'checking' | 'sound' | 'faulty', faults };
}
