import { Button, Group, Modal, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { Waiting } from '@/components/ui/waiting';
import { asApiError } from '@/lib/api/errors';
import { usePolicyDryRun, useReloadPolicy, useSavePolicy } from '@/lib/api/policies';
import type { Policy, PolicyEffect } from '@/lib/api/types';
import type { PolicyDocument } from '@/lib/policies/document';
import { cellOf, fullName } from '@/lib/policies/words';
import * as t from '@/texts/policies';
import { DifferenceList } from './difference-list';
import { TestResults } from './test-results';

interface Props {
  policy: Policy;
  draft: PolicyDocument;
  onClose: () => void;
}

/** Refusals that somebody who knows better may override. */
const overridable = ['policy_test_failed', 'policy_check_failed'];

function effectText({ role, schema, table, before, after }: PolicyEffect): string {
  const words = [before, after].map((each) => (each ? cellOf(each).text.toLowerCase() : 'hidden'));
  const change = words[0] === words[1] ? t.otherwiseThanBefore(words[1]) : words.join(' → ');
  return `${role}, ${fullName({ schema, name: table })}: ${change}`;
}

function Effects({ effects }: { effects: PolicyEffect[] }) {
  if (effects.length === 0) return <Text size="sm" c="dimmed">{t.noEffects}</Text>;
  return (
    <Stack gap={4} component="ul" m={0} pl="lg" aria-label={t.effects}>
      {effects.slice(0, 60).map((effect) => (
        <Text size="sm" component="li" key={effectText(effect)} style={{ overflowWrap: 'anywhere' }}>
          {effectText(effect)}
        </Text>
      ))}
      {effects.length > 60 && <Text size="sm">{t.moreEffects(effects.length - 60)}</Text>}
    </Stack>
  );
}

/** What a change does, before it holds: in the document, for each role, and to the tests. */
export function ReviewModal({ policy, draft, onClose }: Props) {
  const change = { source: policy.connection_id, version: policy.version, document: draft };
  const { data, error, refetch } = usePolicyDryRun(change);
  const save = useSavePolicy();
  const reload = useReloadPolicy();
  const [note, setNote] = useState('');
  const put = (force: boolean) =>
    tellWhenDone(save.mutateAsync({ ...change, note, force }), ({ version }) => t.versionHolds(version ?? ''));
  const refusal = save.error ? asApiError(save.error).code : '';
  return (
    <Modal opened onClose={onClose} title={t.effectsTitle} size="xl">
      <Stack>
        {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Waiting h={160} />}
        {data && (
          <>
            <Title order={3} size="h5">{t.whoSeesMore}</Title>
            <Effects effects={data.effects} />
            <Title order={3} size="h5">{t.inDocument}</Title>
            <DifferenceList differences={data.diff} />
            <Title order={3} size="h5">{t.tests}</Title>
            <TestResults tests={data.tests} />
          </>
        )}
        <Textarea label={t.why} description={t.noteHelp} maxLength={2000} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {save.error && (
          <ErrorPanel error={save.error}>
            {refusal === 'policy_changed' && (
              <Button size="xs" variant="default" onClick={() => void reload()}>
                {t.dropMine}
              </Button>
            )}
            {overridable.includes(refusal) && (
              <Button size="xs" color="red.9" onClick={() => put(true)}>
                {t.saveAnyway}
              </Button>
            )}
          </ErrorPanel>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.back}
          </Button>
          <Button disabled={!data} loading={save.isPending} onClick={() => put(false)}>
            {t.putInForce}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
