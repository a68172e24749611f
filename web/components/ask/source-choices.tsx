import { Menu, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { KindIcon } from '@/components/sources/kind-icon';
import { Link } from '@/components/ui/link';
import type { Connection } from '@/lib/api/types';
import * as t from '@/texts/answer';

interface Props {
  connections: Connection[];
  source: Connection;
  onChoose: (id: string) => void;
}

/** What the menu of sources holds. */
export default function SourceChoices({ connections, source, onChoose }: Props) {
  return (
    <>
      {connections.map((each) => (
        <Menu.Item
          key={each.id}
          onClick={() => onChoose(each.id)}
          leftSection={<KindIcon connection={each} size={16} />}
          rightSection={each.id === source.id && <IconCheck size={16} aria-label={t.chosen} />}
        >
          <Text size="sm" truncate>
            {each.name}
          </Text>
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item component={Link} href="/sources">
        {t.addSource}
      </Menu.Item>
    </>
  );
}
