import { Alert, Group, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { SqlView } from '@/components/result/sql-view';
import { CopyButton } from '@/components/ui/copy-button';
import type { Finding, TestReport } from '@/lib/api/types';
import { duration } from '@/lib/format';

const marks = {
  ok: { color: 'tide', icon: IconCheck, label: 'Good' },
  warning: { color: 'yellow', icon: IconAlertTriangle, label: 'Warning' },
  failure: { color: 'red', icon: IconX, label: 'Failed' },
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
      title={works ? `It works: ${server_version}, ${duration(latency_ms)} away` : 'It does not work yet'}
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
              <Text size="sm">A least-privilege account, to run as the database&apos;s owner:</Text>
              <CopyButton value={grant_script} label="Copy script" />
            </Group>
            <SqlView sql={grant_script} dialect="postgres" />
          </div>
        )}
      </Stack>
    </Alert>
  );
}
