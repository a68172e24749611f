import { Box, Input } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useId } from 'react';
import { WaitingDots } from '@/components/ui/waiting';
import { useNames } from './use-names';

const Dots = () => <WaitingDots size="sm" />;
const SqlEditor = dynamic(() => import('./sql-editor').then((each) => each.SqlEditor), { loading: Dots });

interface Props {
  source: string;
  label: string;
  description?: string;
  error?: string;
  value: string;
  onChange: (sql: string) => void;
  onRun: () => void;
}

/** SQL in a form: the editor of answers, with the names of the source. */
export function SqlField({ source, label, description, error, value, onChange, onRun }: Props) {
  const id = useId();
  const schema = useNames(source);
  return (
    <Input.Wrapper id={id} label={label} labelElement="div" description={description} error={error}>
      <Box mt={4} role="group" aria-describedby={error ? `${id}-error` : undefined}>
        <SqlEditor value={value} onChange={onChange} schema={schema} onRun={onRun} />
      </Box>
    </Input.Wrapper>
  );
}
