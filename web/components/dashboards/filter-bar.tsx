import { Button, Group, Popover } from '@mantine/core';
import { IconChevronDown, IconFilterX } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import type { DashboardFilter } from '@/lib/api/types';
import { isChosen, summaryOf } from '@/lib/dashboards/filters';
import * as t from '@/texts/filters';
import classes from './board.module.css';
import type { Chosen } from './use-chosen';

const FilterFields = dynamic(() => import('./filter-fields').then((each) => each.FilterFields));

function FilterButton({ filter, chosen }: { filter: DashboardFilter; chosen: Chosen }) {
  const { id, label, columns } = filter;
  const value = chosen.values[id] ?? {};
  const on = isChosen(value);
  const text = on ? summaryOf(value) : 'all';
  const hidden = columns.length === 0;
  return (
    <Popover position="bottom-start" width={300} trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button
          variant={on ? 'light' : 'default'}
          size="compact-md"
          className={classes.filter}
          disabled={hidden}
          title={hidden ? t.filterHidden : undefined}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          <span className={classes.filterText}>
            {label}: <bdi>{text}</bdi>
          </span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <FilterFields filter={filter} value={value} onChange={(next) => chosen.choose(id, next)} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** What whoever looks may narrow the tiles by. */
export function FilterBar({ filters, chosen }: { filters: readonly DashboardFilter[]; chosen: Chosen }) {
  if (filters.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label={t.filters}>
      {filters.map((filter) => (
        <FilterButton key={filter.id} filter={filter} chosen={chosen} />
      ))}
      {chosen.text && (
        <Button size="compact-md" fz="sm" fw={500} variant="subtle" color="gray" onClick={chosen.clear} leftSection={<IconFilterX size={15} aria-hidden />}>
          {t.clearFilters}
        </Button>
      )}
    </Group>
  );
}
