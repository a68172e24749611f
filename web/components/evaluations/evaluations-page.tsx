'use client';

import { Button, Container, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { PlaceHeader } from '@/components/shell/place-header';
import * as t from '@/texts/evaluations';
import { EvaluationList } from './evaluation-list';

const StartModal = dynamic(() => import('./start-modal').then((each) => each.StartModal));

function Evaluations() {
  const [opened, { open, close }] = useDisclosure();
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PlaceHeader>
        <Button leftSection={<IconPlayerPlay size={16} />} onClick={open}>
          {t.newEvaluation}
        </Button>
      </PlaceHeader>
      <Stack>
        <EvaluationList onStart={open} />
        <Text size="sm" c="dimmed">
          {t.runAsYou}
        </Text>
      </Stack>
      {opened && <StartModal onClose={close} />}
    </Container>
  );
}

export function EvaluationsPage() {
  return (
    <PermissionGuard permission="write" title={t.mayNotRun}>
      <Evaluations />
    </PermissionGuard>
  );
}
