import { Group, Select, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { kinds, type Sieve } from '@/lib/knowledge/drafts';
import * as t from '@/texts/knowledge';

interface Props {
  label: string;
  sieve: Sieve;
  onChange: (sieve: Sieve) => void;
  /** How many do not hold any more; the switch is there when some do not. */
  broken: number;
  withKinds?: boolean;
  children: ReactNode;
}

const kindChoices = [{ value: '', label: t.allKinds }, ...kinds.map(({ value, label }) => ({ value: value as string, label }))];

/** Search and filters of a list, with what adds to it at the end. */
export function SieveBar({ label, sieve, onChange, broken, withKinds = false, children }: Props) {
  return (
    <Group gap="sm">
      <TextInput
        flex={1}
        miw={180}
        aria-label={label}
        placeholder={label}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={sieve.words}
        onChange={(event) => onChange({ ...sieve, words: event.currentTarget.value })}
      />
      {withKinds && (
        <Select aria-label={t.kind} w={160} data={kindChoices} value={sieve.kind} onChange={(kind) => onChange({ ...sieve, kind: kind ?? '' })} allowDeselect={false} />
      )}
      {(broken > 0 || sieve.broken) && (
        <Switch label={t.onlyBroken(broken)} checked={sieve.broken} onChange={(event) => onChange({ ...sieve, broken: event.currentTarget.checked })} />
      )}
      {children}
    </Group>
  );
}
