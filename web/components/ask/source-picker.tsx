import { Button, Menu, Text } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import Link from 'next/link';
import { KindIcon } from '@/components/sources/kind-icon';
import type { Connection } from '@/lib/api/types';

interface Props {
  connections: Connection[];
  source: Connection;
  onChoose: (id: string) => void;
}

export function SourcePicker({ connections, source, onChoose }: Props) {
  return (
    <Menu position="top-start" width={280} withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          maw="min(60vw, 320px)"
          leftSection={<KindIcon connection={source} size={16} />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`Source: ${source.name}`}
        >
          <Text span size="sm" fw={500} truncate>
            {source.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {connections.map((each) => (
          <Menu.Item
            key={each.id}
            onClick={() => onChoose(each.id)}
            leftSection={<KindIcon connection={each} size={16} />}
            rightSection={each.id === source.id && <IconCheck size={16} aria-label="chosen" />}
          >
            <Text size="sm" truncate>
              {each.name}
            </Text>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} href="/sources">
          Add a source…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
