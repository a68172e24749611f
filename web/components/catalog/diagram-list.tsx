import { Anchor, List, Paper, Stack, Text } from '@mantine/core';
import type { Graph } from '@/lib/catalog/graph';
import { tableKey } from '@/lib/catalog/tree';
import { stateWords, tableText } from '@/lib/catalog/words';
import * as t from '@/texts/diagram';
import type { DiagramProps } from './diagram';

function named(graph: Graph, key: string, usual: string): string {
  const table = graph.tables.find((each) => tableKey(each) === key);
  return table ? tableText(table, usual) : key;
}

/** The same as words, for those who hear it or want to copy it. */
export function DiagramList({ graph, usual, onPick }: DiagramProps) {
  return (
    <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t.diagramAbout}>
      {graph.tables.map((table) => {
        const key = tableKey(table);
        const points = graph.edges.filter(({ from }) => from === key);
        return (
          <Paper key={key} component="li" p="sm">
            <Anchor component="button" type="button" size="sm" fw={550} onClick={() => onPick(table)}>
              {tableText(table, usual)}
            </Anchor>
            {points.length === 0 && (
              <Text size="sm" c="dimmed">
                {t.pointsAtNothing}
              </Text>
            )}
            <List size="sm" spacing={2}>
              {points.map(({ id, to, columns, targets, state }) => (
                <List.Item key={id}>
                  {columns} → {named(graph, to, usual)}.{targets} ({stateWords[state].label.toLowerCase()})
                </List.Item>
              ))}
            </List>
          </Paper>
        );
      })}
    </Stack>
  );
}
