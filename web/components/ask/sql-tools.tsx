import { Button, Group, Text } from '@mantine/core';
import { IconAlignLeft, IconArrowBackUp, IconGitCompare, IconPlayerPlay } from '@tabler/icons-react';
import { CopyButton } from '@/components/ui/copy-button';
import type { Answer } from '@/lib/api/types';
import { formatted } from '@/lib/ask/format-sql';
import * as t from '@/texts/sql';
import type { Work } from './use-fixing';

interface Props extends Work {
  answer: Answer;
  sql: string;
  generated: string;
  onDraft: (sql: string | undefined) => void;
}

const dialectNames: Record<string, string> = t.dialectNames;

/** What can be done with the SQL in the editor. */
export function SqlTools({ answer, sql, generated, onDraft, comparing, setComparing, run, running }: Props) {
  const changed = sql !== generated;
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed">
        {t.dialectOf(answer.dialect === 'postgres', dialectNames[answer.dialect] ?? answer.dialect)}
      </Text>
      <Group gap={4}>
        <CopyButton value={sql} label={t.copySql} />
        <Button size="compact-sm" variant="subtle" leftSection={<IconAlignLeft size={15} aria-hidden />} onClick={() => onDraft(formatted(sql))}>
          {t.format}
        </Button>
        {(changed || comparing) && (
          <>
            <Button
              size="compact-sm"
              variant={comparing ? 'light' : 'subtle'}
              leftSection={<IconGitCompare size={15} aria-hidden />}
              aria-pressed={comparing}
              onClick={() => setComparing(!comparing)}
            >
              {t.compare}
            </Button>
            <Button size="compact-sm" variant="subtle" leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={() => (onDraft(undefined), setComparing(false))}>
              {t.asGenerated}
            </Button>
          </>
        )}
        <Button size="compact-sm" leftSection={<IconPlayerPlay size={15} aria-hidden />} loading={running} disabled={!sql.trim()} onClick={run} aria-keyshortcuts="Control+Enter">
          {t.run}
        </Button>
      </Group>
    </Group>
  );
}
