import { useState } from 'react';
import { useDryCheck, useFixSql } from '@/lib/api/sql';
import type { Answer } from '@/lib/api/types';
import { formatted } from '@/lib/ask/format-sql';
import * as t from '@/texts/sql';
import { useDeeds } from './thread-context';

interface Props {
  answer: Answer;
  sql: string;
  onDraft: (sql: string) => void;
}

/** Running SQL that a person changed: checked first, run as a question of the conversation, repaired on request. */
export function useFixing({ answer, sql, onDraft }: Props) {
  const { ask } = useDeeds();
  const [comparing, setComparing] = useState(false);
  const checked = useDryCheck(answer.connection_id);
  const fixing = useFixSql(answer.connection_id);

  function run() {
    if (!sql.trim() || checked.isPending) return;
    checked.mutate(sql, { onSuccess: () => ask(sql, answer.connection_id, t.sqlFor(answer.question)) });
  }

  function fix() {
    const question = answer.provenance.author === 'person' ? undefined : answer.question;
    fixing.mutate(
      { sql, question },
      {
        onSuccess: (fixed) => {
          onDraft(formatted(fixed.sql));
          setComparing(true);
        },
      },
    );
  }

  return {
    comparing,
    setComparing,
    run,
    running: checked.isPending,
    fix,
    fixing: fixing.isPending,
    fixed: fixing.data,
    fixError: fixing.error,
  };
}

export type Work = ReturnType<typeof useFixing>;
