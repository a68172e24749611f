import { Stack } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { LeaveGuard } from '@/components/ui/leave-guard';
import { PanelTabs, type Panel } from '@/components/ui/panel-tabs';
import type { Policy } from '@/lib/api/types';
import { documentOf, sameDocument } from '@/lib/policies/document';
import { useAddress } from '@/lib/use-address';
import * as t from '@/texts/policies';
import { AccessPanel } from './access-panel';
import { PolicyState } from './policy-state';
import { SaveBar } from './save-bar';
import type { Desk } from './types';

const RulesPanel = dynamic(() => import('./rules-panel').then((each) => each.RulesPanel));
const DocumentPanel = dynamic(() => import('./document-panel').then((each) => each.DocumentPanel));
const SuggestionsPanel = dynamic(() => import('./suggestions-panel').then((each) => each.SuggestionsPanel));
const PreviewPanel = dynamic(() => import('./preview-panel').then((each) => each.PreviewPanel));
const ProvePanel = dynamic(() => import('./prove-panel').then((each) => each.ProvePanel));
const VersionsPanel = dynamic(() => import('./versions-panel').then((each) => each.VersionsPanel));

const panels: Panel<Desk>[] = [
  { value: 'access', label: t.access, Panel: AccessPanel },
  { value: 'rules', label: t.rules, Panel: RulesPanel },
  { value: 'document', label: t.json, Panel: DocumentPanel },
  { value: 'suggestions', label: t.suggestions, Panel: SuggestionsPanel },
  { value: 'preview', label: t.preview, Panel: PreviewPanel },
  { value: 'prove', label: t.prove, Panel: ProvePanel },
  { value: 'versions', label: t.versions, Panel: VersionsPanel },
];

/** One policy with all that is done to it; every tab shows the draft, saved or not. */
export function PolicyDesk({ policy }: { policy: Policy }) {
  const held = documentOf(policy.document) ?? { rules: [] };
  const [draft, setDraft] = useState(held);
  const [discards, setDiscards] = useState(0);
  const { get, set } = useAddress();
  const changed = !sameDocument(draft, held);
  const discard = () => {
    setDraft(held);
    setDiscards(discards + 1); // a tab with a text of its own begins anew
  };
  const tab = panels.some(({ value }) => value === get('tab')) ? get('tab') : 'access';
  return (
    <Stack>
      <LeaveGuard active={changed} text={t.unsavedPolicy} />
      <PolicyState policy={policy} />
      <PanelTabs
        key={discards}
        panels={panels}
        value={tab}
        onChange={(value) => set({ tab: value === 'access' ? '' : (value ?? '') })}
        shown={{ policy, draft, onDraft: setDraft }}
      />
      {changed && <SaveBar policy={policy} draft={draft} onDiscard={discard} />}
    </Stack>
  );
}
