import { Button, Stack } from '@mantine/core';
import { IconChecks, IconMessageCircle, IconPlus, IconSearch } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useDeeds } from '@/components/ask/thread-context';
import { usePermission } from '@/components/auth/auth-context';
import { SqlView } from '@/components/result/sql-view';
import { EmptyState } from '@/components/ui/empty-state';
import { ListStates } from '@/components/ui/list-states';
import { useRemoveVerified, useVerified } from '@/lib/api/knowledge';
import { verifiedIn } from '@/lib/knowledge/drafts';
import type { Verified } from '@/lib/knowledge/types';
import * as t from '@/texts/knowledge';
import { LessonCard } from './lesson-card';
import { SieveBar } from './sieve-bar';
import type { KnowledgeDesk } from './types';
import { useSieve } from './use-sieve';

const VerifiedModal = dynamic(() => import('./verified-modal').then((each) => each.VerifiedModal));

interface CardProps {
  source: string;
  verified: Verified;
  onEdit: () => void;
}

function VerifiedCard({ source, verified, onEdit }: CardProps) {
  const { id, question, sql, author, updated_at, problem } = verified;
  const removing = useRemoveVerified(source);
  const { ask } = useDeeds();
  const router = useRouter();
  const askIt = () => {
    ask(question, source);
    router.push('/ask');
  };
  const actions = !problem && (
    <Button size="compact-sm" variant="light" leftSection={<IconMessageCircle size={14} />} onClick={askIt} aria-label={t.askThis(question)}>
      {t.askIt}
    </Button>
  );
  return (
    <LessonCard id={id} name={question} author={author} updated_at={updated_at} problem={problem} removing={removing} onEdit={onEdit} actions={actions}>
      <SqlView sql={sql} dialect="postgres" />
    </LessonCard>
  );
}

const nothingYet = (
  <EmptyState
    icon={<IconChecks size={26} />}
    title={t.noVerified}
    text={t.noVerifiedText}
  />
);
const nothingFound = <EmptyState icon={<IconSearch size={26} />} title={t.nothingFound} text={t.noVerifiedFits} />;

/** Questions with the SQL that answers them. */
export function VerifiedPanel({ source }: KnowledgeDesk) {
  const { data, error, refetch } = useVerified(source);
  const mayWrite = usePermission('write');
  const { sieve, setSieve, shown, setShown } = useSieve();
  const [edited, setEdited] = useState<Verified | 'new'>();
  const found = data && verifiedIn(data, sieve);
  return (
    <Stack>
      <SieveBar label={t.searchQuestions} sieve={sieve} onChange={setSieve} broken={data?.filter(({ problem }) => problem).length ?? 0}>
        {mayWrite && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            {t.addAQuestion}
          </Button>
        )}
      </SieveBar>
      <ListStates items={found} error={error} onRetry={() => void refetch()} empty={data?.length === 0 ? nothingYet : nothingFound}>
        {(all) => (
          <Stack gap="sm">
            {all.slice(0, shown).map((verified) => (
              <VerifiedCard key={verified.id} source={source} verified={verified} onEdit={() => setEdited(verified)} />
            ))}
            {all.length > shown && (
              <Button variant="default" onClick={() => setShown(all.length)}>
                {t.showAllVerified(all.length)}
              </Button>
            )}
          </Stack>
        )}
      </ListStates>
      {edited && <VerifiedModal source={source} verified={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </Stack>
  );
}
