'use client';

import { Button, Container, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { PageHeader } from '@/components/ui/page-header';
import { EvaluationList } from './evaluation-list';

const StartModal = dynamic(() => import('./start-modal').then((each) => each.StartModal));

function Evaluations() {
  const [opened, { open, close }] = useDisclosure();
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PageHeader title="Evaluations" text="Your verified questions, asked anew and held against the SQL that somebody confirmed.">
        <Button leftSection={<IconPlayerPlay size={16} />} onClick={open}>
          New evaluation
        </Button>
      </PageHeader>
      <Stack>
        <EvaluationList onStart={open} />
        <Text size="sm" c="dimmed">
          Questions run with your rights; only you see your evaluations.
        </Text>
      </Stack>
      {opened && <StartModal onClose={close} />}
    </Container>
  );
}

export function EvaluationsPage() {
  return (
    <PermissionGuard permission="write" title="You cannot run evaluations">
      <Evaluations />
    </PermissionGuard>
  );
}
