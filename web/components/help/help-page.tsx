'use client';

import { Button, Container, Group } from '@mantine/core';
import { IconKeyboard, IconMap2 } from '@tabler/icons-react';
import { PlaceHeader } from '@/components/shell/place-header';
import { PanelTabs, type Panel } from '@/components/ui/panel-tabs';
import { useAddress } from '@/lib/use-address';
import * as t from '@/texts/help';
import { ApiPanel } from './api-panel';
import { ConnectPanel } from './connect-panel';
import { useHelp } from './help-context';
import { ShortcutList } from './shortcut-list';

function KeysPanel() {
  return <ShortcutList order={2} />;
}

const panels: Panel<object>[] = [
  { value: 'connect', label: t.connectProgram, Panel: ConnectPanel },
  { value: 'api', label: t.api, Panel: ApiPanel },
  { value: 'keys', label: t.keys, Panel: KeysPanel },
];

export function HelpPage() {
  const { get, set } = useAddress();
  const { startTour, showShortcuts } = useHelp();
  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <PlaceHeader>
        <Group gap="xs">
          <Button variant="default" leftSection={<IconKeyboard size={17} aria-hidden />} onClick={showShortcuts}>
            {t.showKeys}
          </Button>
          <Button variant="default" leftSection={<IconMap2 size={17} aria-hidden />} onClick={startTour}>
            {t.takeTour}
          </Button>
        </Group>
      </PlaceHeader>
      <PanelTabs panels={panels} value={get('about') || 'connect'} onChange={(about) => set({ about: about ?? '' })} shown={{}} />
    </Container>
  );
}
