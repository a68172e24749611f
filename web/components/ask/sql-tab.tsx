import { Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { asApiError } from '@/lib/api/errors';
import { useCheckedSql } from '@/lib/api/sql';
import type { Answer } from '@/lib/api/types';
import { indexAfter } from '@/lib/ask/bytes';
import { formatted } from '@/lib/ask/format-sql';
import { SqlCheck } from './sql-check';
import { SqlEditor } from './sql-editor';
import { SqlTools } from './sql-tools';
import { useFixing } from './use-fixing';
import { useNames } from './use-names';

interface Props {
  answer: Answer;
  /** What the person made of it; none: it is as it was generated. */
  draft: string | undefined;
  onDraft: (sql: string | undefined) => void;
}

const settleMs = 500;

/** The SQL of an answer, to be changed and run: checked before it runs, and repaired when it fails. */
export function SqlTab({ answer, draft, onDraft }: Props) {
  const generated = useMemo(() => formatted(answer.ask ?? answer.sql ?? ''), [answer.ask, answer.sql]);
  const sql = draft ?? generated;
  const source = answer.connection_id;
  const schema = useNames(source);
  const [settled] = useDebouncedValue(sql, settleMs);
  const check = useCheckedSql(settled, source);
  const error = check.error && settled === sql ? asApiError(check.error) : undefined;
  const position = error?.position;
  const fault = useMemo(
    () => (error ? { at: position === undefined ? 0 : indexAfter(sql, position), message: error.message } : undefined),
    // The same trouble at the same place is no other fault.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [error?.message, position],
  );
  const work = useFixing({ answer, sql, onDraft });
  return (
    <Stack gap="sm">
      <SqlTools {...work} sql={sql} generated={generated} answer={answer} onDraft={onDraft} />
      <SqlEditor
        value={sql}
        onChange={(text) => onDraft(text === generated ? undefined : text)}
        schema={schema}
        original={work.comparing ? generated : undefined}
        fault={fault}
        onRun={work.run}
      />
      <SqlCheck check={check} pending={settled !== sql} work={work} />
    </Stack>
  );
}
