import { Alert, Anchor, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { useRelations } from '@/lib/api/catalog';
import { useSchema } from '@/lib/api/connections';
import type { Connection } from '@/lib/api/types';
import { endText } from '@/lib/catalog/words';
import * as t from '@/texts/sources';

interface Props {
  connection: Connection;
  onDone: () => void;
}

const shown = 4;

/** Relations that names and values give away: worth a look before the first question. */
function Suggested({ connection: { id }, usual }: { connection: Connection; usual: string }) {
  const { data, error } = useRelations(id, undefined, 'inferred');
  if (error) return <ErrorPanel error={error} />;
  if (!data) return <Skeleton h={60} aria-label={t.lookingForRelations} role="status" />;
  if (data.in_all === 0) return <Text size="sm">{t.noRelationsFound}</Text>;
  return (
    <div>
      <Text size="sm">{t.relationsFound(data.in_all)}</Text>
      <List size="sm" my={4}>
        {data.relations.slice(0, shown).map(({ id: relation, from, to }) => (
          <List.Item key={relation} style={{ overflowWrap: 'anywhere' }}>
            {endText(from, usual)} → {endText(to, usual)}
          </List.Item>
        ))}
      </List>
      <Anchor component={Link} href={`/sources/${id}?tab=relations`} size="sm">
        {t.reviewThem}
      </Anchor>
    </div>
  );
}

/** What was found in a source that was just connected, and what to do next. */
export function Connected({ connection, onDone }: Props) {
  const { id, name } = connection;
  const { data: schema, error, refetch } = useSchema(id);
  return (
    <Stack>
      <Alert role="status" variant="light" radius="lg" icon={<IconCheck aria-hidden />} title={t.connectedNamed(name)}>
        {t.tablesFound(Boolean(schema), schema?.tables.length ?? 0)}
      </Alert>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {schema && <Suggested connection={connection} usual={schema.default_schema} />}
      <Group justify="flex-end" gap="xs">
        <Button component={Link} href={`/sources/${id}?tab=settings`} variant="default" onClick={onDone}>
          {t.chooseTables}
        </Button>
        <Button component={Link} href={`/sources/${id}`} variant="default" onClick={onDone}>
          {t.lookThrough}
        </Button>
        <Button component={Link} href={`/ask?source=${id}`} onClick={onDone}>
          {t.askAbout}
        </Button>
      </Group>
    </Stack>
  );
}
