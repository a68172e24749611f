'use client';

import { Button, Container, Group, Stack } from '@mantine/core';
import { IconBook2, IconMessageCircle } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { usePermission } from '@/components/auth/auth-context';
import { BackLink } from '@/components/ui/back-link';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { PanelTabs, type Panel } from '@/components/ui/panel-tabs';
import { Waiting } from '@/components/ui/waiting';
import { useConnections, useSchema } from '@/lib/api/connections';
import { useAddress } from '@/lib/use-address';
import { usePathId } from '@/lib/use-path-id';
import * as t from '@/texts/catalog';
import { SchemaPanel } from './schema-panel';
import type { SourceDesk } from './types';

const DiagramPanel = dynamic(() => import('./diagram-panel').then((each) => each.DiagramPanel));
const RelationsPanel = dynamic(() => import('./relations-panel').then((each) => each.RelationsPanel));
const SettingsPanel = dynamic(() => import('./settings-panel').then((each) => each.SettingsPanel));
const ChangesPanel = dynamic(() => import('./changes-panel').then((each) => each.ChangesPanel));

const panels: (Panel<SourceDesk> & { permission?: string })[] = [
  { value: 'schema', label: t.tables, Panel: SchemaPanel },
  { value: 'diagram', label: t.diagram, Panel: DiagramPanel },
  { value: 'relations', label: t.relations, Panel: RelationsPanel },
  { value: 'changes', label: t.changes, Panel: ChangesPanel, permission: 'admin' },
  { value: 'settings', label: t.settings, Panel: SettingsPanel, permission: 'admin' },
];

function SourceLinks({ source }: { source: string }) {
  return (
    <Group gap="xs">
      <Button component={Link} href={`/knowledge?source=${source}`} variant="default" leftSection={<IconBook2 size={16} />}>
        {t.knowledge}
      </Button>
      <Button component={Link} href={`/ask?source=${source}`} variant="light" leftSection={<IconMessageCircle size={16} />}>
        {t.ask}
      </Button>
    </Group>
  );
}

function SourceTabs(desk: SourceDesk) {
  const { get, set } = useAddress();
  const mayAdmin = usePermission('admin');
  const open = panels.filter(({ permission }) => !permission || mayAdmin);
  const tab = open.some(({ value }) => value === get('tab')) ? get('tab') : 'schema';
  return <PanelTabs panels={open} value={tab} onChange={(value) => set({ tab: value === 'schema' ? '' : (value ?? '') })} shown={desk} />;
}

/** All that there is to know of a source: its tables, how they hang together, what became of them. */
export function SourcePage() {
  const id = usePathId();
  const { data: schema, error, refetch } = useSchema(id);
  const { data: connections } = useConnections();
  const connection = connections?.find((each) => each.id === id);
  return (
    <Container size="xl" py={{ base: 'lg', sm: 'xl' }}>
      <BackLink href="/sources" label={t.sources} />
      <PageHeader title={connection?.name ?? t.source} text={schema && t.tableCount(schema.tables.length)}>
        {id && schema && <SourceLinks source={id} />}
      </PageHeader>
      <Stack>
        {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!schema && !error && <Waiting h={320} />}
        {id && schema && <SourceTabs source={id} connection={connection} tables={schema.tables} usual={schema.default_schema} />}
      </Stack>
    </Container>
  );
}
