import { Button, Group, Stack, TagsInput, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useChangeSourceSettings, useSourceSettings, useSourceTables } from '@/lib/api/catalog';
import { pickText, type Pick, type SourceTable } from '@/lib/catalog/pick';
import type { SourceSettings } from '@/lib/catalog/types';
import * as t from '@/texts/catalog';
import { PickList } from './pick-list';

interface Props {
  settings: SourceSettings;
  tables: SourceTable[];
  usual: string;
}

const patternsMax = 500;
const same = (one: Pick, other: Pick) => JSON.stringify(one) === JSON.stringify(other);

/** Patterns, and the tables that they mean, each of which can be put in or out. */
function PickForm({ settings, tables, usual }: Props) {
  const held: Pick = { include: settings.include ?? [], exclude: settings.exclude ?? [] };
  const [pick, setPick] = useState(held);
  const change = useChangeSourceSettings(settings.connection_id);
  const save = () => change.mutate(pick, { onSuccess: () => notifications.show({ message: t.readAnew }) });
  return (
    <Stack>
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <TagsInput
          miw={220}
          label={t.onlyLike}
          description={t.onlyLikeHelp}
          maxTags={patternsMax}
          value={pick.include}
          onChange={(include) => setPick({ ...pick, include })}
        />
        <TagsInput miw={220} label={t.notLike} description={t.notLikeHelp} maxTags={patternsMax} value={pick.exclude} onChange={(exclude) => setPick({ ...pick, exclude })} />
      </Group>
      <Text size="sm" fw={550} role="status">
        {pickText(tables, pick)}
      </Text>
      <PickList tables={tables} usual={usual} pick={pick} onPick={setPick} />
      {change.error && <ErrorPanel error={change.error} />}
      <Group justify="flex-end">
        {!same(pick, held) && (
          <Button variant="default" onClick={() => setPick(held)}>
            {t.discard}
          </Button>
        )}
        <Button loading={change.isPending} disabled={same(pick, held)} onClick={save}>
          {t.save}
        </Button>
      </Group>
    </Stack>
  );
}

export function PickSection({ source, usual }: { source: string; usual: string }) {
  const settings = useSourceSettings(source);
  const all = useSourceTables(source);
  const error = settings.error ?? all.error;
  if (error) return <ErrorPanel error={error} onRetry={() => void Promise.all([settings.refetch(), all.refetch()])} />;
  if (!settings.data || !all.data) return <Waiting h={200} />;
  const { include, exclude } = settings.data;
  return <PickForm key={JSON.stringify([include, exclude])} settings={settings.data} tables={all.data} usual={usual} />;
}
