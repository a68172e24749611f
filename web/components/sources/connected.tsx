import { Alert, Anchor, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { useRelations } from '@/lib/api/catalog';
import { useSchema } from '@/lib/api/connections';
import type { Connection } from '@/lib/api/types';
import { endText } from '@/lib/catalog/words';
import { count } from '@/lib/format';

interface Props {
  connection: Connection;
  onDone: () => void;
}

const shown = 4;

/** Relations that names and values give away: worth a look before the first question. */
function Suggested({ connection: { id }, usual }: { connection: Connection; usual: string }) {
  const { data, error } = useRelations(id, undefined, 'inferred');
  if (error) return <ErrorPanel error={error} />;
  if (!data) return <Skeleton h={60} aria-label="Looking for relations" role="status" />;
  if (data.in_all === 0) return <Text size="sm">No relations were found beyond those that the database declares. You can teach some.</Text>;
  return (
    <div>
      <Text size="sm">{count(data.in_all, 'relation seems', 'relations seem')} to be there that the database does not declare:</Text>
      <List size="sm" my={4}>
        {data.relations.slice(0, shown).map(({ id: relation, from, to }) => (
          <List.Item key={relation} style={{ overflowWrap: 'anywhere' }}>
            {endText(from, usual)} → {endText(to, usual)}
          </List.Item>
        ))}
      </List>
      <Anchor component={Link} href={`/sources/${id}?tab=relations`} size="sm">
        Review them
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
      <Alert role="status" variant="light" radius="lg" icon={<IconCheck aria-hidden />} title={`${name} is connected`}>
        {schema ? `${count(schema.tables.length, 'table')} found.` : 'Its tables are being read.'} What looks sensitive is masked at once.
      </Alert>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {schema && <Suggested connection={connection} usual={schema.default_schema} />}
      <Group justify="flex-end" gap="xs">
        <Button component={Link} href={`/sources/${id}?tab=settings`} variant="default" onClick={onDone}>
          Choose tables
        </Button>
        <Button component={Link} href={`/sources/${id}`} variant="default" onClick={onDone}>
          Look through it
        </Button>
        <Button component={Link} href={`/ask?source=${id}`} onClick={onDone}>
          Ask about it
        </Button>
      </Group>
    </Stack>
  );
}
