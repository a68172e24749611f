'use client';

import { IconBook2 } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { SourcePage } from '@/components/sources/source-page';
import { ErrorPanel } from '@/components/ui/error-panel';
import { PanelTabs, type Panel } from '@/components/ui/panel-tabs';
import { Waiting } from '@/components/ui/waiting';
import { useSchema } from '@/lib/api/connections';
import { useAddress } from '@/lib/use-address';
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
  return (
    <SourcePage size="lg" icon={<IconBook2 size={26} />} withoutSource={t.noSourceText}>
      {(source) => <SourceKnowledge key={source} source={source} />}
    </SourcePage>
  );
}
