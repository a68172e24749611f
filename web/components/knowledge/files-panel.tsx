import { Button, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { asApiError } from '@/lib/api/errors';
import { exportedKnowledge } from '@/lib/api/knowledge';
import { save } from '@/lib/files';
import * as t from '@/texts/knowledge';
import { DbtImport } from './dbt-import';
import type { KnowledgeDesk } from './types';
import { YamlImport } from './yaml-import';

const formats = [
  { value: 'yaml', label: t.knowledge },
  { value: 'dbt', label: t.dbt },
];

const hints: Record<string, string> = {
  yaml: t.yamlHelp,
  dbt: t.dbtAbout,
};

function Download({ source }: { source: string }) {
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      save(await exportedKnowledge(source), 'knowledge.yaml');
    } catch (error) {
      notifications.show({ color: 'red', title: asApiError(error).title, message: asApiError(error).message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Paper p="md" component="section" aria-labelledby="download">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={2} size="h4" id="download">
            {t.takeAlong}
          </Title>
          <Text size="sm" c="dimmed">
            {t.takeAlongAbout}
          </Text>
        </div>
        <Button variant="default" loading={busy} leftSection={<IconDownload size={16} />} onClick={() => void download()}>
          {t.downloadYaml}
        </Button>
      </Group>
    </Paper>
  );
}

/** Knowledge out and in as files. */
export function FilesPanel({ source }: KnowledgeDesk) {
  const mayWrite = usePermission('write');
  const [format, setFormat] = useState('yaml');
  return (
    <Stack>
      <Download source={source} />
      {mayWrite && (
        <Paper p="md" component="section" aria-labelledby="import">
          <Stack gap="sm">
            <Group justify="space-between" gap="sm">
              <Title order={2} size="h4" id="import">
                {t.bringSome}
              </Title>
              <SegmentedControl data={formats} value={format} onChange={setFormat} aria-label={t.format} />
            </Group>
            <Text size="sm" c="dimmed">
              {hints[format]}
            </Text>
            {format === 'dbt' ? <DbtImport source={source} /> : <YamlImport source={source} />}
          </Stack>
        </Paper>
      )}
    </Stack>
  );
}
