import { Button, Group, Stack, UnstyledButton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight, IconChecks } from '@tabler/icons-react';
import { useId } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useAcknowledgeDrifts } from '@/lib/api/catalog';
import type { Drift } from '@/lib/catalog/types';
import * as t from '@/texts/changes';
import { DriftRecord } from './drift-record';
import type { SourceDesk } from './types';

interface Props {
  desk: SourceDesk;
  records: Drift[];
}

function Records({ desk, records }: Props) {
  return records.map((record) => <DriftRecord key={record.id} source={desk.source} usual={desk.usual} record={record} />);
}

/** The newest record stands for all before it, also for those that are not shown yet. */
function AcknowledgeAll({ source, newest }: { source: string; newest: string }) {
  const { mutate, isPending, error } = useAcknowledgeDrifts(source);
  return (
    <>
      <Group justify="flex-end">
        <Button size="compact-sm" variant="subtle" leftSection={<IconChecks size={16} />} loading={isPending} onClick={() => mutate(newest)}>
          {t.acknowledgeAll}
        </Button>
      </Group>
      {error && <ErrorPanel error={error} />}
    </>
  );
}

function Acknowledged({ desk, records }: Props) {
  const [opened, { toggle }] = useDisclosure();
  const id = useId();
  return (
    <Stack gap="sm">
      <UnstyledButton aria-expanded={opened} aria-controls={id} onClick={toggle}>
        <Group gap="xs">
          {opened ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          <Text size="sm" fw={550}>
            {t.acknowledgedCount(records.length)}
          </Text>
        </Group>
      </UnstyledButton>
      <Stack id={id} gap="sm" hidden={!opened} display={opened ? undefined : 'none'}>
        {opened && <Records desk={desk} records={records} />}
      </Stack>
    </Stack>
  );
}

/** What is new stands open; what somebody has taken note of is folded away. */
export function DriftList({ desk, records }: Props) {
  const fresh = records.filter(({ acknowledged_at }) => !acknowledged_at);
  const newest = fresh[0];
  const noted = records.filter(({ acknowledged_at }) => acknowledged_at);
  return (
    <>
      {newest && fresh.length > 1 && <AcknowledgeAll source={desk.source} newest={newest.id} />}
      {fresh.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.allAcknowledged}
        </Text>
      )}
      <Records desk={desk} records={fresh} />
      {noted.length > 0 && <Acknowledged desk={desk} records={noted} />}
    </>
  );
}
