import { Badge, Group, Stack, Text, Title, Tooltip } from '@mantine/core';
import { tableText } from '@/lib/catalog/words';
import * as t from '@/texts/catalog';
import { DescriptionField } from './description-field';
import { SuggestButton } from './suggest-button';
import type { TableDesk } from './table-view';

const roleWords = {
  fact: t.fact,
  dimension: t.dimension,
  bridge: t.bridge,
  lookup: t.lookup,
  other: '',
} as const;

/** Its name, what it is for, and who says so. */
export function TableHead(desk: TableDesk) {
  const { source, table, told, usual } = desk;
  const role = told.role && roleWords[told.role];
  return (
    <Stack gap={6}>
      <Group gap="xs" justify="space-between">
        <Group gap="xs" miw={0}>
          <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
            {tableText(table, usual)}
          </Title>
          {table.kind !== 'table' && (
            <Badge variant="default" tt="none" fw={500}>
              {table.kind.replaceAll('_', ' ')}
            </Badge>
          )}
          {role && (
            <Tooltip label={told.reason ?? t.kindOrigin} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
              <Badge variant="light" tt="none" fw={550} tabIndex={0}>
                {role}
              </Badge>
            </Tooltip>
          )}
          {table.row_estimate !== undefined && (
            <Text size="sm" c="dimmed">
              {t.rowEstimate(table.row_estimate)}
            </Text>
          )}
        </Group>
        <SuggestButton {...desk} />
      </Group>
      <DescriptionField source={source} table={table} description={told.description} label={table.name} />
    </Stack>
  );
}
