import { Anchor, Group, Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { Waiting } from '@/components/ui/waiting';
import { useSliced } from '@/lib/use-sliced';
import classes from './overview.module.css';

interface Props {
  title: string;
  href: string;
  more: string;
  loading: boolean;
  error: unknown;
  onRetry: () => void;
  /** What stands there while the list is empty. */
  empty: ReactNode;
  children: ReactNode[];
}

/** A short list, and the way to all of it. */
export function ListCard({ title, href, more, loading, error, onRetry, empty, children }: Props) {
  const ready = useSliced(!loading);
  return (
    <Paper component="section" p="md" aria-label={title}>
      <Group justify="space-between" mb="xs">
        <Text component="h2" size="sm" fw={550}>
          {title}
        </Text>
        <Anchor component={Link} href={href} size="sm">
          {more}
        </Anchor>
      </Group>
      {error ? <ErrorPanel error={error} onRetry={onRetry} /> : null}
      {!ready && !error && <Waiting h={160} />}
      {ready && !error && (children.length > 0 ? <ul className={classes.list}>{children}</ul> : empty)}
    </Paper>
  );
}
