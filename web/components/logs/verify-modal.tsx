import { Alert, Button, Code, Group, Modal, Progress, Stack, Table, Text } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useMe } from '@/components/auth/auth-context';
import { Command } from '@/components/ui/command';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useExportAudit, useVerifyAudit, type Progress as Done } from '@/lib/api/audit';
import type { VerifiedAudit } from '@/lib/api/types';
import { save } from '@/lib/files';
import { exactMoment } from '@/lib/format';
import { breakWords } from '@/lib/logs/words';
import * as t from '@/texts/logs';

/** A name as one word of a shell. */
function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}

function Broken({ chains }: { chains: VerifiedAudit['chains'] }) {
  const broken = chains.filter((each) => each.broken);
  return (
    <Table fz="sm" aria-label={t.brokenChains}>
      <Table.Tbody>
        {broken.map(({ node, broken: at }) => (
          <Table.Tr key={node}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{node}</Table.Td>
            <Table.Td>
              {t.breakAt(breakWords(at?.kind ?? ''), at?.sequence)}
              {at?.record_id && (
                <>
                  {' '}
                  <Code>{at.record_id}</Code>
                </>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Result({ result }: { result: VerifiedAudit }) {
  const { holds, records, chains, verified_at } = result;
  const keep = () => save(new Blob([JSON.stringify({ chains })], { type: 'application/json' }), 'seen.json');
  return (
    <Alert
      role="status"
      variant="light"
      radius="lg"
      color={holds ? 'tide' : 'red'}
      icon={holds ? <IconShieldCheck aria-hidden /> : <IconShieldX aria-hidden />}
      title={holds ? t.allHold(records) : t.tampered}
    >
      <Stack gap="xs">
        <Text size="sm">
          {t.chainsChecked(holds, chains.length, records, exactMoment(verified_at))}
        </Text>
        {!holds && <Broken chains={chains} />}
        <Group>
          <Button size="xs" variant="default" onClick={keep}>
            {t.keepResult}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function Verify() {
  const [progress, setProgress] = useState<Done>();
  const { mutate, data, error, isPending } = useVerifyAudit(setProgress);
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => () => leaving.current?.abort(), []);
  const begin = () => {
    leaving.current = new AbortController();
    setProgress(undefined);
    mutate(leaving.current.signal);
  };
  const share = progress && progress.of > 0 ? (100 * progress.done) / progress.of : 0;
  return (
    <Stack gap="sm">
      <Text size="sm">
        {t.verifyAbout}
      </Text>
      {isPending && <Progress value={Math.max(share, 3)} animated aria-label={t.recordsLookedAt} />}
      {isPending && progress && (
        <Text size="sm" c="dimmed">
          {t.checkedOf(progress.done, progress.of)}
        </Text>
      )}
      {error && <ErrorPanel error={error} onRetry={begin} />}
      {data && <Result result={data} />}
      <Group>
        <Button loading={isPending} onClick={begin}>
          {data ? t.checkAgain : t.checkLog}
        </Button>
        <ExportButton />
      </Group>
    </Stack>
  );
}

function ExportButton() {
  const { mutate, isPending, error } = useExportAudit();
  const begin = () => mutate(undefined, { onSuccess: (file) => save(file, 'audit.ndjson') });
  return (
    <>
      <Button variant="default" loading={isPending} onClick={begin}>
        {t.exportAll}
      </Button>
      {error && <ErrorPanel error={error} />}
    </>
  );
}

/** Checks the chain of the log and hands it out; whoever runs the server can do both there. */
export function VerifyModal({ onClose }: { onClose: () => void }) {
  const tenant = quoted(useMe()?.tenant.name ?? '');
  return (
    <Modal opened onClose={onClose} title={t.verifyTitle} size="lg">
      <Stack gap="md">
        <Verify />
        <Text size="sm">
          {t.keepElsewhere}
        </Text>
        <Command label={t.verifySince} text={`parlance admin audit verify --tenant ${tenant} --seen seen.json`} />
        <Text size="sm">{t.exportOnServer}</Text>
        <Command label={t.exportLog} text={`parlance admin audit export --tenant ${tenant} > audit.ndjson`} />
      </Stack>
    </Modal>
  );
}
