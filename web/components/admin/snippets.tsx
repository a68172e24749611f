import { Paper, Stack, Tabs, Text, Title } from '@mantine/core';
import { Command } from '@/components/ui/command';
import { snippetsFor } from '@/lib/admin/keys';
import classes from '@/components/ui/panel-tabs.module.css';
import * as t from '@/texts/connect';

const placeholder = 'prlk_…';

/** How programs are connected; with the key in it while it is known. */
export function Snippets({ apiKey }: { apiKey?: string }) {
  const snippets = snippetsFor(window.location.origin, apiKey ?? placeholder);
  return (
    <Paper p="lg" component="section" aria-label={t.connectProgram}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t.connectProgram}
        </Title>
        <Text size="sm" c="dimmed">
          {t.connectHow(apiKey, placeholder)}
        </Text>
        <Tabs defaultValue="0" keepMounted={false}>
          <Tabs.List className={classes.tabs}>
            {snippets.map(({ client }, at) => (
              <Tabs.Tab key={client} value={String(at)} className={classes.tab}>
                {client}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {snippets.map(({ client, place, text }, at) => (
            <Tabs.Panel key={client} value={String(at)} pt="sm">
              <Text size="sm" c="dimmed" mb={6}>
                {place}
              </Text>
              <Command label={`${client}, ${place}`} text={text} />
            </Tabs.Panel>
          ))}
        </Tabs>
      </Stack>
    </Paper>
  );
}
