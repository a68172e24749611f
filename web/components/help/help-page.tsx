'use client';

import { Button, Container, Group } from '@mantine/core';
import { IconKeyboard, IconMap2 } from '@tabler/icons-react';
import { PageHeader } from '@/components/ui/page-header';
import { PanelTabs, type Panel } from '@/components/ui/panel-tabs';
import { useAddress } from '@/lib/use-address';
import { ApiPanel } from './api-panel';
import { ConnectPanel } from './connect-panel';
import { useHelp } from './help-context';
import { ShortcutList } from './shortcut-list';

function KeysPanel() {
  return <ShortcutList order={2} />;
}

const panels: Panel<object>[] = [
  { value: 'connect', label: 'Connect a program', Panel: ConnectPanel },
  { value: 'api', label: 'API', Panel: ApiPanel },
  { value: 'keys', label: 'Keys', Panel: KeysPanel },
];

export function HelpPage() {
  const { get, set } = useAddress();
  const { startTour, showShortcuts } = useHelp();
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PageHeader title="Help" text="How programs are connected, what they can ask, and which keys do what.">
        <Group gap="xs">
          <Button variant="default" leftSection={<IconKeyboard size={17} aria-hidden />} onClick={showShortcuts}>
            Show keys
          </Button>
          <Button variant="default" leftSection={<IconMap2 size={17} aria-hidden />} onClick={startTour}>
            Take the tour
          </Button>
        </Group>
      </PageHeader>
      <PanelTabs panels={panels} value={get('about') || 'connect'} onChange={(about) => set({ about: about ?? '' })} shown={{}} />
    </Container>
  );
}
