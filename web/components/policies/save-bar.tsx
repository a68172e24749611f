import { Button, Group, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import type { Policy } from '@/lib/api/types';
import type { PolicyDocument } from '@/lib/policies/document';
import classes from './policies.module.css';

const ReviewModal = dynamic(() => import('./review-modal').then((each) => each.ReviewModal));

interface Props {
  policy: Policy;
  draft: PolicyDocument;
  onDiscard: () => void;
}

/** Stays in sight while something is not saved; nothing is saved without a look at what it changes. */
export function SaveBar({ policy, draft, onDiscard }: Props) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <Paper p="sm" className={classes.bar} component="section" aria-label="Unsaved changes">
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={550} role="status">
          Not saved yet
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onDiscard}>
            Discard
          </Button>
          <Button onClick={open}>Review and save</Button>
        </Group>
      </Group>
      {opened && <ReviewModal policy={policy} draft={draft} onClose={close} />}
    </Paper>
  );
}
