import { Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { Connection } from '@/lib/api/types';
import { useUpload } from '@/lib/use-upload';
import * as t from '@/texts/sources';
import { DropZone } from './drop-zone';
import { UploadDone } from './upload-done';
import { UploadProgress } from './upload-progress';

interface Props {
  connections: Connection[];
  onDone: () => void;
}

const newSource = 'new';

function targetsOf(connections: Connection[]) {
  const uploaded = connections.filter((each) => each.kind === 'duckdb');
  return [
    { value: newSource, label: t.newSource },
    ...uploaded.map(({ id, name }) => ({ value: id, label: t.tableOfSource(name) })),
  ];
}

/** Drop a file, watch it go, see what was found in it. */
export function UploadPanel({ connections, onDone }: Props) {
  const { state, start, cancel, reset } = useUpload();
  const [target, setTarget] = useState<string | null>(newSource);
  const [table, setTable] = useState('');
  const targets = targetsOf(connections);
  const send = (file: File) => {
    const connectionId = target === newSource || target === null ? undefined : target;
    start({ file, connectionId, table: table.trim() || undefined });
  };

  if (state.phase === 'sending') return <UploadProgress {...state} onCancel={cancel} />;
  if (state.phase === 'done') {
    return <UploadDone imported={state.imported} onMore={reset} onDone={onDone} />;
  }
  return (
    <Stack>
      {state.phase === 'failed' && <ErrorPanel error={state.error} />}
      {targets.length > 1 && (
        <Select label={t.itBecomes} data={targets} value={target} onChange={setTarget} allowDeselect={false} />
      )}
      <TextInput
        label={t.tableName}
        placeholder={t.tableNameHelp}
        value={table}
        onChange={(event) => setTable(event.currentTarget.value)}
      />
      <DropZone onFile={send} />
    </Stack>
  );
}
