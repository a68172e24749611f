import { Alert, Group, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { SqlView } from '@/components/result/sql-view';
import { CopyButton } from '@/components/ui/copy-button';
import type { Finding, TestReport } from '@/lib/api/types';
import { duration } from '@/lib/format';
import * as t from '@/texts/sources';

const marks = {
  ok: { color: 'tide', icon: IconCheck, label: t.good },
  warning: { color: 'yellow', icon: IconAlertTriangle, label: t.warning },
  failure: { color: 'red', icon: IconX, label: t.failed },
};

function FindingItem({ level, message }: Finding) {
  const { color, icon: Icon, label } = marks[level];
  return (
    <List.Item
      icon={
        <ThemeIcon size={20} radius="xl" variant="light" color={color} aria-label={label} role="img">
          <Icon size={13} />
        </ThemeIcon>
      }
    >
      {message}
    </List.Item>
  );
}

/** What a connection can and cannot do, and how to make a better account for it. */
export function TestView({ report }: { report: TestReport }) {
  const { works, server_version, latency_ms, findings, grant_script } = report;
  return (
    <Alert
      role="status"
      variant="light"
      radius="lg"
      color={works ? 'tide' : 'red'}
      title={works ? t.itWorksWith(server_version, duration(latency_ms)) : t.notYet}
    >
      <Stack gap="sm">
        <List size="sm" spacing={6}>
          {findings.map((finding) => (
            <FindingItem key={finding.code + finding.message} {...finding} />
          ))}
        </List>
        {grant_script && (
          <div>
            <Group justify="space-between">
              <Text size="sm">{t.leastPrivilege}</Text>
              <CopyButton value={grant_script} label={t.copyScript} />
            </Group>
            <SqlView sql={grant_script} dialect="postgres" />
          </div>
        )}
      </Stack>
    </Alert>
  );
}
