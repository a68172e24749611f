import { Alert, Badge, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@/components/ui/link';
import type { Imported } from '@/lib/api/types';
import { duration } from '@/lib/format';
import * as t from '@/texts/sources';

interface Props {
  imported: Imported;
  onMore: () => void;
  onDone: () => void;
}

const shownColumns = 40;

export function UploadDone({ imported, onMore, onDone }: Props) {
  const { connection, table, warnings, took_ms } = imported;
  const hidden = table.columns.length - shownColumns;
  return (
    <Stack>
      <Alert
        role="status"
        variant="light"
        radius="lg"
        icon={<IconCheck aria-hidden />}
        title={t.rowsInTable(table.rows, table.name)}
      >
        <Text size="sm">
          {t.readInto(duration(took_ms), connection.name)}
        </Text>
      </Alert>
      {warnings.length > 0 && (
        <List size="sm" c="dimmed">
          {warnings.map((warning) => (
            <List.Item key={warning}>{warning}</List.Item>
          ))}
        </List>
      )}
      <Group gap={6}>
        {table.columns.slice(0, shownColumns).map(({ name, type }, index) => (
          <Badge key={index} variant="default" tt="none" fw={500} maw="100%">
            {name} · {type}
          </Badge>
        ))}
        {hidden > 0 && <Text size="sm">{t.moreWarnings(hidden)}</Text>}
      </Group>
      <Group justify="flex-end">
        <Button variant="default" onClick={onMore}>
          {t.uploadAnother}
        </Button>
        <Button component={Link} href={`/ask?source=${connection.id}`} onClick={onDone}>
          {t.askAbout}
        </Button>
      </Group>
    </Stack>
  );
}
