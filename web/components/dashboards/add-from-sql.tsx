import { Alert, Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { SqlField } from '@/components/ask/sql-field';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useDryRun } from '@/lib/api/tiles';
import type { NewTile } from '@/lib/api/types';
import { dryRunText } from '@/lib/dashboards/words';
import * as t from '@/texts/tiles';
import { SourceSelect, useSourceId } from './source-select';
import { TileForm } from './tile-form';

/** SQL is checked before it can become a tile; another text wants another check. */
export function AddFromSql({ onAdd }: { onAdd: (tile: NewTile) => Promise<void> }) {
  const [sql, setSql] = useState('');
  const [chosen, choose] = useState<string>();
  const source = useSourceId(chosen);
  const check = useDryRun();
  const run = () => sql.trim() && source && check.mutate({ sql, connection_id: source });
  const checked = check.data && check.variables.sql === sql && check.variables.connection_id === source;
  return (
    <Stack>
      <SourceSelect value={source} onChange={choose} />
      <SqlField source={source ?? ''} label={t.sql} description={t.sqlHelp} value={sql} onChange={setSql} onRun={run} />
      {check.error && <ErrorPanel error={check.error} />}
      {checked ? (
        <>
          <Alert role="status" variant="light" radius="lg" py="xs">
            {dryRunText(check.data)}
          </Alert>
          <TileForm
            start={{ title: '', kind: 'chart', refresh: '0' }}
            action={t.addTile}
            onSend={(fields) => onAdd({ ...fields, sql, connection_id: source })}
          />
        </>
      ) : (
        <Button
          w="fit-content"
          ml="auto"
          loading={check.isPending}
          disabled={!sql.trim() || !source}
          onClick={run}
        >
          {t.check}
        </Button>
      )}
    </Stack>
  );
}
