import { Button, Code, Stack, Text } from '@mantine/core';
import { IconBook2, IconPlus, IconSearch } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { EmptyState } from '@/components/ui/empty-state';
import { ListStates } from '@/components/ui/list-states';
import { useRemoveTerm, useTerms } from '@/lib/api/knowledge';
import { kindLabel, meaningOf, termsIn } from '@/lib/knowledge/drafts';
import type { Term } from '@/lib/knowledge/types';
import * as t from '@/texts/knowledge';
import { LessonCard } from './lesson-card';
import { SieveBar } from './sieve-bar';
import type { KnowledgeDesk } from './types';
import { useSieve } from './use-sieve';

const TermModal = dynamic(() => import('./term-modal').then((each) => each.TermModal));

interface CardProps {
  source: string;
  term: Term;
  onEdit: () => void;
}

function TermCard({ source, term, onEdit }: CardProps) {
  const { id, kind, phrase, table, author, updated_at, problem, description } = term;
  const removing = useRemoveTerm(source);
  return (
    <LessonCard id={id} name={phrase ?? t.columnsOf(table)} badge={kindLabel(kind)} author={author} updated_at={updated_at} problem={problem} removing={removing} onEdit={onEdit}>
      <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{meaningOf(term)}</Code>
      {kind !== 'synonym' && (
        <Text span size="sm" c="dimmed" ml={6}>
          {t.ofTable(table)}
        </Text>
      )}
      {description && (
        <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
          {description}
        </Text>
      )}
    </LessonCard>
  );
}

const nothingYet = (
  <EmptyState
    icon={<IconBook2 size={26} />}
    title={t.noTermsYet}
    text={t.noTermsText}
  />
);
const nothingFound = <EmptyState icon={<IconSearch size={26} />} title={t.nothingFound} text={t.noTermFits} />;

/** The glossary of a source. */
export function TermsPanel(desk: KnowledgeDesk) {
  const { source } = desk;
  const { data, error, refetch } = useTerms(source);
  const mayWrite = usePermission('write');
  const { sieve, setSieve, shown, setShown } = useSieve();
  const [edited, setEdited] = useState<Term | 'new'>();
  const found = data && termsIn(data, sieve);
  return (
    <Stack>
      <SieveBar label={t.searchTerms} withKinds sieve={sieve} onChange={setSieve} broken={data?.filter(({ problem }) => problem).length ?? 0}>
        {mayWrite && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            {t.addTerm}
          </Button>
        )}
      </SieveBar>
      <ListStates items={found} error={error} onRetry={() => void refetch()} empty={data?.length === 0 ? nothingYet : nothingFound}>
        {(terms) => (
          <Stack gap="sm">
            {terms.slice(0, shown).map((term) => (
              <TermCard key={term.id} source={source} term={term} onEdit={() => setEdited(term)} />
            ))}
            {terms.length > shown && (
              <Button variant="default" onClick={() => setShown(terms.length)}>
                {t.showAllTerms(terms.length)}
              </Button>
            )}
          </Stack>
        )}
      </ListStates>
      {edited && <TermModal {...desk} term={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </Stack>
  );
}
