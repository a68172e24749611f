import { Box, Group, Kbd, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { keyName, shortcutGroups, type ShortcutGroup } from '@/lib/help/shortcuts';
import classes from './help.module.css';

function Keys({ where, shortcuts, order }: ShortcutGroup & { order: 2 | 3 }) {
  const mac = ['macos', 'ios'].includes(useOs());
  return (
    <Stack gap={6} component="section" aria-label={where}>
      <Title order={order} size="h5">
        {where}
      </Title>
      <dl className={classes.keys}>
        {shortcuts.map(({ keys, does }) => (
          <Box key={does} className={classes.key}>
            <dt>
              <Group gap={4} wrap="nowrap">
                {keys.map((each) => (
                  <Kbd key={each}>{keyName(each, mac)}</Kbd>
                ))}
              </Group>
            </dt>
            <Text component="dd" size="sm" m={0}>
              {does}
            </Text>
          </Box>
        ))}
      </dl>
    </Stack>
  );
}

/** All keys, place by place; `order` is that of the headings. */
export function ShortcutList({ order = 3 }: { order?: 2 | 3 }) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      {shortcutGroups.map((group) => (
        <Keys key={group.where} {...group} order={order} />
      ))}
    </SimpleGrid>
  );
}
