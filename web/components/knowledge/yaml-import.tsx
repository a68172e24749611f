import { Alert, List, Text } from '@mantine/core';
import { useImport, usePreviewImport } from '@/lib/api/knowledge';
import { importText } from '@/lib/knowledge/words';
import type { Imported } from '@/lib/knowledge/types';
import * as t from '@/texts/knowledge';
import { ImportForm } from './import-form';

const placeholder = `terms:
  - kind: filter
    phrase: active customers
    table: customers
    condition: "churned_on IS NULL"
verified:
  - question: how many customers are there
    sql: SELECT count(*) FROM customers`;

function Outcome({ imported, done }: { imported: Imported; done: boolean }) {
  const { problems } = imported;
  return (
    <Alert role="status" variant="light" radius="lg" color={problems.length > 0 ? 'red' : 'tide'} title={done ? t.importedTitle : t.nothingKeptYet}>
      <Text size="sm">{importText(imported, done)}</Text>
      {problems.length > 0 && (
        <>
          <Text size="sm" mt="xs">
            {t.importFaults}
          </Text>
          <List size="sm">
            {problems.map(({ pointer, detail }) => (
              <List.Item key={pointer + detail} style={{ overflowWrap: 'anywhere' }}>
                {pointer}: {detail}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}

export function YamlImport({ source }: { source: string }) {
  const preview = usePreviewImport(source);
  const take = useImport(source);
  return (
    <ImportForm<Imported>
      preview={preview}
      take={take}
      placeholder={placeholder}
      mayTake={({ problems, added, changed }) => problems.length === 0 && added + changed > 0}
    >
      {(imported, done) => <Outcome imported={imported} done={done} />}
    </ImportForm>
  );
}
