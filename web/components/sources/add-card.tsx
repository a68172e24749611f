import { Loader, Text, ThemeIcon, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './sources.module.css';

interface Props {
  icon: ReactNode;
  title: string;
  busy?: boolean;
  onClick: () => void;
  children: ReactNode;
}

export function AddCard({ icon, title, busy = false, onClick, children }: Props) {
  return (
    <UnstyledButton className={classes.add} onClick={onClick} disabled={busy}>
      <ThemeIcon variant="light" size={40} radius="md" aria-hidden>
        {busy ? <Loader size={18} /> : icon}
      </ThemeIcon>
      <Text fw={600} mt="sm">
        {title}
      </Text>
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </UnstyledButton>
  );
}
