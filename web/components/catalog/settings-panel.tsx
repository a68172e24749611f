import { Paper, Stack, Text, Title } from '@mantine/core';
import { PickSection } from './pick-section';
import type { SourceDesk } from './types';
import { WatchForm } from './watch-form';

/** What administrators set for a source. */
export function SettingsPanel({ source, usual, connection }: SourceDesk) {
  return (
    <Stack>
      <Paper p="md" component="section" aria-labelledby="watching">
        <Title order={2} size="h4" id="watching" mb="sm">
          How it is watched
        </Title>
        <WatchForm source={source} />
      </Paper>
      <Paper p="md" component="section" aria-labelledby="picking">
        <Title order={2} size="h4" id="picking">
          Which tables are taken
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          What is not taken is, for everybody, not there. This keeps out what nobody asks for; who may see what is for the policy to say, and a table that is taken later has to be named there.
        </Text>
        {connection?.kind === 'duckdb' ? <Text size="sm">All uploaded tables are taken.</Text> : <PickSection source={source} usual={usual} />}
      </Paper>
    </Stack>
  );
}
