import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import dynamic from 'next/dynamic';
import { LeaveGuard } from '@/components/ui/leave-guard';
import { PanelTabs, type Panel } from '@/components/ui/panel-tabs';
import { useSaveModels } from '@/lib/api/models';
import type { Models } from '@/lib/api/types';
import { draftOf, type Draft } from '@/lib/models/draft';
import { withoutProvider } from '@/lib/models/edits';
import { rules } from '@/lib/models/rules';
import { settingsOf, withoutSecrets } from '@/lib/models/sent';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/models';
import { ProvidersPanel } from './providers-panel';
import { SaveBar, savedNotice } from './save-bar';
import type { PanelProps } from './types';

const RolesPanel = dynamic<PanelProps>(() => import('./roles-panel').then((each) => each.RolesPanel));
const RoutingPanel = dynamic<PanelProps>(() => import('./routing-panel').then((each) => each.RoutingPanel));
const BudgetsPanel = dynamic<PanelProps>(() => import('./budgets-panel').then((each) => each.BudgetsPanel));
const PricesPanel = dynamic<PanelProps>(() => import('./prices-panel').then((each) => each.PricesPanel));
const UsagePanel = dynamic<PanelProps>(() => import('./usage-panel').then((each) => each.UsagePanel));

const panels: Panel<PanelProps>[] = [
  { value: 'providers', label: t.providers, Panel: ProvidersPanel },
  { value: 'roles', label: t.roles, Panel: RolesPanel },
  { value: 'routing', label: t.routing, Panel: RoutingPanel },
  { value: 'budgets', label: t.budgets, Panel: BudgetsPanel },
  { value: 'prices', label: t.prices, Panel: PricesPanel },
  { value: 'usage', label: t.usage, Panel: UsagePanel },
];

/** Providers of the operator stay the operator's: one's own settings begin without them. */
function firstDraft({ from, settings }: Models): Draft {
  const draft = draftOf(settings);
  if (from !== 'server') return draft;
  return draft.providers.reduce((left, { name }) => withoutProvider(left, name), draft);
}

interface Props {
  models: Models;
  tab: string | null;
  onTab: (tab: string | null) => void;
}

/** All settings of models: one form, saved as a whole. */
export function ModelsForm({ models, tab, onTab }: Props) {
  const save = useSaveModels();
  const form = useForm({ initialValues: firstDraft(models), validate: rules });
  const { error, busy, onSubmit } = useSubmit(form, async (draft) => {
    await save.mutateAsync({ version: models.version, settings: settingsOf(draft) });
    notifications.show({ id: savedNotice, message: t.modelsSaved });
  });
  const changed = form.isDirty();
  const proposal = () => withoutSecrets(settingsOf(form.values));
  return (
    <form onSubmit={onSubmit} noValidate>
      <LeaveGuard active={changed} text={t.unsavedModels} />
      <Stack>
        <PanelTabs panels={panels} value={tab} onChange={onTab} shown={{ form, models }} />
        {(changed || error) && <SaveBar error={error} busy={busy} proposal={proposal} onDiscard={form.reset} />}
      </Stack>
    </form>
  );
}
