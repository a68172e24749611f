'use client';

import { Button, Container, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconShieldCheck, IconThumbUp } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { PlaceHeader } from '@/components/shell/place-header';
import { Link } from '@/components/ui/link';
import { filterNames, type LogFilter } from '@/lib/logs/filter';
import { useAddress } from '@/lib/use-address';
import * as t from '@/texts/logs';
import { LogFilters } from './log-filters';
import { LogList } from './log-list';

const VerifyModal = dynamic(() => import('./verify-modal').then((each) => each.VerifyModal));

function Logs() {
  const { get, set } = useAddress();
  const [opened, { open, close }] = useDisclosure();
  const filter = Object.fromEntries(filterNames.map((name) => [name, get(name)])) as unknown as LogFilter;
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PlaceHeader>
        <Group gap="xs">
          <Button component={Link} href="/logs/feedback" variant="default" leftSection={<IconThumbUp size={16} />}>
            {t.feedback}
          </Button>
          <Button variant="default" leftSection={<IconShieldCheck size={16} />} onClick={open}>
            {t.verifyAndExport}
          </Button>
        </Group>
      </PlaceHeader>
      <Stack>
        <LogFilters filter={filter} onChange={set} />
        <LogList filter={filter} />
      </Stack>
      {opened && <VerifyModal onClose={close} />}
    </Container>
  );
}

export function LogsPage() {
  return (
    <PermissionGuard permission="admin" title={t.onlyAdminsSeeLog}>
      <Logs />
    </PermissionGuard>
  );
}
