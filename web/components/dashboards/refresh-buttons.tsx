import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconRefresh } from '@tabler/icons-react';
import { refreshLabel, refreshOptions } from '@/lib/dashboards/words';
import * as t from '@/texts/board';
import type { BoardRefresh } from './use-board-refresh';

interface Props {
  refresh: BoardRefresh;
  /** Whether the interval is theirs to choose: it is the same for everybody. */
  mayChange: boolean;
}

export function RefreshButtons({ refresh: { every, setEvery, busy, now }, mayChange }: Props) {
  const chosen = refreshLabel(every);
  return (
    <Button.Group>
      <Button variant="default" onClick={now} loading={busy} leftSection={<IconRefresh size={16} aria-hidden />} title={t.refreshesEvery(chosen.toLowerCase())}>
        {t.refresh}
      </Button>
      {mayChange && (
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <Button variant="default" px={8} aria-label={t.autoRefresh(chosen)}>
              <IconChevronDown size={16} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t.refreshForAll}</Menu.Label>
            {refreshOptions.map(({ value, label }) => (
              <Menu.Item
                key={value}
                onClick={() => setEvery(value)}
                rightSection={value === every && <IconCheck size={16} aria-label={t.chosen} />}
              >
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Button.Group>
  );
}
