import { Paper, Stack, Text, Title } from '@mantine/core';
import * as t from '@/texts/catalog';
import { PickSection } from './pick-section';
import type { SourceDesk } from './types';
import { WatchForm } from './watch-form';

/** What administrators set for a source. */
export function SettingsPanel({ source, usual, connection }: SourceDesk) {
  return (
    <Stack>
      <Paper p="md" component="section" aria-labelledby="watching">
        <Title order={2} size="h4" id="watching" mb="sm">
          {t.watchTitle}
        </Title>
        <WatchForm source={source} />
      </Paper>
      <Paper p="md" component="section" aria-labelledby="picking">
        <Title order={2} size="h4" id="picking">
          {t.pickTitle}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t.pickAbout}
        </Text>
        {connection?.kind === 'duckdb' ? <Text size="sm">{t.allUploadsTaken}</Text> : <PickSection source={source} usual={usual} />}
      </Paper>
    </Stack>
  );
}
