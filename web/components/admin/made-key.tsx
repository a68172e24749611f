import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { Command } from '@/components/ui/command';
import type { MadeApiKey } from '@/lib/api/types';
import * as t from '@/texts/keys';

/** The key, this once. */
export function MadeKey({ made: { key, api_key }, onClose }: { made: MadeApiKey; onClose: () => void }) {
  return (
    <Alert variant="light" radius="lg" icon={<IconKey aria-hidden />} title={t.copyKeyNow(api_key.name)} role="status">
      <Stack gap="sm">
        <Text size="sm">{t.shownOnce}</Text>
        <Command label={t.apiKey} text={key} />
        <Group>
          <Button size="xs" variant="default" onClick={onClose}>
            {t.iHaveIt}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
