'use client';

import { Button, Container, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconSparkles } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { usePermission } from '@/components/auth/auth-context';
import { PlaceHeader } from '@/components/shell/place-header';
import { Link } from '@/components/ui/link';
import * as t from '@/texts/dashboards';
import { DashboardList } from './dashboard-list';

const CreateModal = dynamic(() => import('./texts-modal').then((each) => each.CreateModal));

export function DashboardsPage() {
  const mayWrite = usePermission('write');
  const [opened, { open, close }] = useDisclosure();
  const actions = mayWrite && (
    <Group gap="xs">
      <Button component={Link} href="/dashboards/propose" variant="default" leftSection={<IconSparkles size={16} aria-hidden />}>
        {t.proposeOne}
      </Button>
      <Button onClick={open} leftSection={<IconPlus size={16} aria-hidden />}>
        {t.newDashboard}
      </Button>
    </Group>
  );
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PlaceHeader>
        {actions}
      </PlaceHeader>
      <DashboardList mayWrite={mayWrite} />
      {opened && <CreateModal onClose={close} />}
    </Container>
  );
}
