import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { MadeKey } from '@/components/admin/made-key';
import { Snippets } from '@/components/admin/snippets';
import type { MadeApiKey } from '@/lib/api/types';
import * as t from '@/texts/connect';

const KeyModal = dynamic(() => import('@/components/admin/key-modal').then((each) => each.KeyModal));

/** How programs are connected; a key that is made here is filled in, and stands in no address. */
export function ConnectPanel() {
  const [opened, { open, close }] = useDisclosure();
  const [made, setMade] = useState<MadeApiKey>();
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={600}>
          {t.connectAbout}
        </Text>
        <Button variant="default" leftSection={<IconKey size={16} aria-hidden />} onClick={open}>
          {t.makeKeyFirst}
        </Button>
      </Group>
      {made && <MadeKey made={made} onClose={() => setMade(undefined)} />}
      <Snippets apiKey={made?.key} />
      {opened && (
        <KeyModal
          onMade={(each) => {
            setMade(each);
            close();
          }}
          onClose={close}
        />
      )}
    </Stack>
  );
}
