import { Button, Modal, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { FormFoot } from '@/components/ui/form-foot';
import { useChangeDashboard } from '@/lib/api/dashboards';
import type { Dashboard, DashboardFilter } from '@/lib/api/types';
import { freshId } from '@/lib/dashboards/filters';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/filters';
import { FilterForm } from './filter-form';

interface Props {
  dashboard: Dashboard;
  onClose: () => void;
  onSaved: (said: string) => void;
}

const most = 12;

function troubleOf({ label, columns }: DashboardFilter): string | null {
  if (!label.trim()) return t.filterNameMissing;
  return columns.length === 0 ? t.filterColumnMissing(label) : null;
}

/** The filters of a dashboard, which are kept at once. */
export function FiltersModal({ dashboard: { id, version, filters }, onClose, onSaved }: Props) {
  const change = useChangeDashboard(id);
  const form = useForm<{ filters: DashboardFilter[] }>({
    initialValues: { filters: filters.map((each) => ({ ...each })) },
    validate: { filters: (all) => all.map(troubleOf).find(Boolean) ?? null },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ filters: next }) => {
    await change.mutateAsync({ version, filters: next });
    onSaved(t.filtersSaved);
    onClose();
  });
  const all = form.getValues().filters;
  const add = () => form.insertListItem('filters', { id: freshId(all), label: '', kind: 'choice', columns: [] } satisfies DashboardFilter);
  return (
    <Modal opened onClose={onClose} title={t.filtersTitle} size="lg">
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {t.filtersAbout}
          </Text>
          {all.map((filter, at) => (
            <FilterForm
              key={filter.id}
              filter={filter}
              onChange={(next) => {
                form.clearFieldError('filters');
                form.setFieldValue(`filters.${at}`, next);
              }}
              onRemove={() => form.removeListItem('filters', at)}
              onUp={at > 0 ? () => form.reorderListItem('filters', { from: at, to: at - 1 }) : undefined}
            />
          ))}
          <Button variant="default" w="fit-content" onClick={add} disabled={all.length >= most} leftSection={<IconPlus size={16} aria-hidden />}>
            {t.addFilter}
          </Button>
          {form.errors.filters && (
            <Text role="alert" size="sm" c="red">
              {form.errors.filters}
            </Text>
          )}
          <FormFoot action={t.saveFilters} error={error} busy={busy} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
