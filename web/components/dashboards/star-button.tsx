import { ActionIcon, Tooltip } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import * as t from '@/texts/dashboards';
import { useStarred } from './use-starred';

/** Pins a dashboard to the overview of this person, or takes it from there. */
export function StarButton({ id, title }: { id: string; title: string }) {
  const [starred, toggle] = useStarred();
  const on = starred.includes(id);
  return (
    <Tooltip label={on ? t.pinnedToOverview : t.pinToOverview}>
      <ActionIcon variant="subtle" color={on ? 'tide' : 'gray'} onClick={() => toggle(id)} aria-pressed={on} aria-label={t.pinNamedToOverview(title)}>
        {on ? <IconStarFilled size={17} /> : <IconStar size={17} />}
      </ActionIcon>
    </Tooltip>
  );
}
