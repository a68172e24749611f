'use client';

import { Container, Select } from '@mantine/core';
import { IconBook2, IconDatabase } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { PageHeader } from '@/components/ui/page-header';
import { PanelTabs, type Panel } from '@/components/ui/panel-tabs';
import { Waiting } from '@/components/ui/waiting';
import { useConnections, useSchema } from '@/lib/api/connections';
import { useAddress } from '@/lib/use-address';
import { usualSource } from '@/lib/usual-source';
import * as t from '@/texts/knowledge';
import { TermsPanel } from './terms-panel';
import type { KnowledgeDesk } from './types';

const VerifiedPanel = dynamic(() => import('./verified-panel').then((each) => each.VerifiedPanel));
const FilesPanel = dynamic(() => import('./files-panel').then((each) => each.FilesPanel));

const panels: Panel<KnowledgeDesk>[] = [
  { value: 'terms', label: t.terms, Panel: TermsPanel },
  { value: 'verified', label: t.verifiedQuestions, Panel: VerifiedPanel },
  { value: 'files', label: t.files, Panel: FilesPanel },
];

const loading = <Waiting h={320} />;

function SourceKnowledge({ source }: { source: string }) {
  const { data: schema, error, refetch } = useSchema(source);
  const { get, set } = useAddress();
  if (error && !schema) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!schema) return loading;
  const tab = panels.some(({ value }) => value === get('tab')) ? get('tab') : 'terms';
  return (
    <PanelTabs
      panels={panels}
      value={tab}
      onChange={(value) => set({ tab: value === 'terms' ? '' : (value ?? ''), show: '' })}
      shown={{ source, tables: schema.tables, usual: schema.default_schema }}
    />
  );
}

/** What a source cannot tell by itself: words, figures, and the right SQL for a question. */
export function KnowledgePage() {
  const { data: connections, error, refetch } = useConnections();
  const { get, set } = useAddress();
  const chosen = connections?.find(({ id }) => id === get('source')) ?? usualSource(connections);
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PageHeader title={t.knowledge} text={t.knowledgeAbout}>
        {connections && connections.length > 0 && (
          <Select
            aria-label={t.source}
            leftSection={<IconDatabase size={16} aria-hidden />}
            data={connections.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen?.id ?? null}
            onChange={(source) => set({ source: source ?? '', show: '' })}
            allowDeselect={false}
          />
        )}
      </PageHeader>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!connections && !error && loading}
      {connections?.length === 0 && (
        <EmptyState icon={<IconBook2 size={26} />} title={t.noSourceYet} text={t.noSourceText} />
      )}
      {chosen && <SourceKnowledge key={chosen.id} source={chosen.id} />}
    </Container>
  );
}
