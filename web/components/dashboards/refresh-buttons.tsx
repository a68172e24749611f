import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconRefresh } from '@tabler/icons-react';
import { refreshOptions } from '@/lib/dashboards/words';
import type { BoardRefresh } from './use-board-refresh';

export function RefreshButtons({ refresh: { every, setEvery, busy, now } }: { refresh: BoardRefresh }) {
  const chosen = refreshOptions.find(({ value }) => value === every);
  return (
    <Button.Group>
      <Button variant="default" onClick={now} loading={busy} leftSection={<IconRefresh size={16} aria-hidden />}>
        Refresh
      </Button>
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <Button variant="default" px={8} aria-label={`Auto-refresh: ${chosen?.label ?? 'Never'}`}>
            <IconChevronDown size={16} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Refresh by itself</Menu.Label>
          {refreshOptions.map(({ value, label }) => (
            <Menu.Item
              key={value}
              onClick={() => setEvery(value)}
              rightSection={value === every && <IconCheck size={16} aria-label="chosen" />}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
