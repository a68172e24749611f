import { Accordion, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { usePolicyVersion, usePolicyVersions } from '@/lib/api/policies';
import type { PolicyVersion } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';
import { documentOf } from '@/lib/policies/document';
import * as t from '@/texts/policies';
import { DifferenceList } from './difference-list';
import type { Desk } from './types';

function Detail({ policy, version, onDraft }: Desk & { version: number }) {
  const { data, error, refetch } = usePolicyVersion(policy.connection_id, version);
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting h={80} />;
  const document = documentOf(data.document);
  const take = () => {
    if (!document) return;
    onDraft(document);
    notifications.show({ message: t.versionLoaded(version) });
  };
  return (
    <Stack gap="sm">
      <DifferenceList differences={data.diff} />
      {version !== policy.version && (
        <Group>
          <Button size="xs" variant="default" onClick={take}>
            {t.takeIntoEditor}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Title({ version, current }: { version: PolicyVersion; current: boolean }) {
  return (
    <Stack gap={2} miw={0}>
      <Group gap="xs">
        <Text fw={550}>{t.version(version.version)}</Text>
        {current && (
          <Badge variant="light" tt="none">
            {t.inForce}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {version.author}, <span title={exactMoment(version.created_at)}>{ago(version.created_at)}</span>
        {version.note && `: ${version.note}`}
      </Text>
    </Stack>
  );
}

/** Who changed what, when and why. */
export function VersionsPanel(desk: Desk) {
  const { data, error, refetch } = usePolicyVersions(desk.policy.connection_id);
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting h={200} />;
  return (
    <Accordion variant="separated" keepMounted={false}>
      {data.map((each) => (
        <Accordion.Item key={each.version} value={String(each.version)}>
          <Accordion.Control>
            <Title version={each} current={each.version === desk.policy.version} />
          </Accordion.Control>
          <Accordion.Panel>
            <Detail {...desk} version={each.version} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
