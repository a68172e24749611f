import { ActionIcon, Button, Group, NumberInput, Paper, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import * as t from '@/texts/spending';
import type { ModelsForm } from './types';

const prices = ['input', 'cached', 'output'] as const;
const titles = t.priceTitles;

function Row({ form, index }: { form: ModelsForm; index: number }) {
  const at = `prices.${index}`;
  const name = form.values.prices[index]?.model || t.priceRow(index + 1);
  return (
    <Table.Tr>
      <Table.Td>
        <TextInput aria-label={t.modelOfRow(index + 1)} placeholder={t.modelExample} spellCheck={false} {...form.getInputProps(`${at}.model`)} />
      </Table.Td>
      {prices.map((each) => (
        <Table.Td key={each}>
          <NumberInput aria-label={t.priceOf(titles[each], name)} min={0} max={1e6} prefix="$" hideControls {...form.getInputProps(`${at}.${each}`)} />
        </Table.Td>
      ))}
      <Table.Td>
        <ActionIcon variant="subtle" color="gray" size={36} onClick={() => form.removeListItem('prices', index)} aria-label={t.removePriceOf(name)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

/** What models charge, where it differs from what Parlance knows. */
export function PricesPanel({ form }: { form: ModelsForm }) {
  const { prices: all } = form.values;
  const add = () => form.insertListItem('prices', { model: '', input: 0, cached: 0, output: 0 });
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" flex="1 1 260px">
          {t.pricesAbout}
        </Text>
        <Button variant="light" leftSection={<IconPlus size={16} />} onClick={add}>
          {t.addPrice}
        </Button>
      </Group>
      {all.length > 0 && (
        <Paper p="xs">
          <Table.ScrollContainer minWidth={560} type="native">
            <Table withRowBorders={false} aria-label={t.prices}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.model}</Table.Th>
                  {prices.map((each) => (
                    <Table.Th key={each}>{titles[each]}</Table.Th>
                  ))}
                  <Table.Th aria-label={t.remove} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((_, index) => (
                  <Row key={index} form={form} index={index} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
    </Stack>
  );
}
