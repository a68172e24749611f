import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconPin } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorPanel } from '@/components/ui/error-panel';
import { csvOf } from '@/lib/api/queries';
import type { Answer } from '@/lib/api/types';
import { nameFor, save } from '@/lib/files';
import { count } from '@/lib/format';
import { asTabbed } from '@/lib/result/cells';

const PinModal = dynamic(() => import('@/components/dashboards/pin-modal').then((each) => each.PinModal));

function PinButton({ answer }: { answer: Answer }) {
  const [opened, { open, close }] = useDisclosure();
  if (!usePermission('write')) return null;
  return (
    <>
      <Button size="compact-sm" variant="subtle" leftSection={<IconPin size={15} aria-hidden />} onClick={open}>
        Pin to dashboard
      </Button>
      {opened && <PinModal answer={answer} onClose={close} />}
    </>
  );
}

function useCsv(answer: Answer) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function download() {
    setBusy(true);
    setError(null);
    try {
      const csv = await csvOf(answer.sql ?? '', answer.connection_id);
      save(csv, nameFor(answer.question, 'csv'));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }
  return { busy, error, download };
}

export function AnswerActions({ answer }: { answer: Answer }) {
  const { busy, error, download } = useCsv(answer);
  const { columns, rows, row_count, truncated } = answer;
  return (
    <>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {truncated ? `The first ${count(row_count, 'row')}; there are more` : count(row_count, 'row')}
        </Text>
        <Group gap={4}>
          <PinButton answer={answer} />
          <CopyButton value={asTabbed(columns, rows)} label="Copy rows" />
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconDownload size={15} />}
            loading={busy}
            onClick={() => void download()}
          >
            Download CSV
          </Button>
        </Group>
      </Group>
      {error ? <ErrorPanel error={error} onRetry={() => void download()} /> : null}
    </>
  );
}
