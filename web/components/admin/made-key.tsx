import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { Command } from '@/components/ui/command';
import type { MadeApiKey } from '@/lib/api/types';

/** The key, this once. */
export function MadeKey({ made: { key, api_key }, onClose }: { made: MadeApiKey; onClose: () => void }) {
  return (
    <Alert variant="light" radius="lg" icon={<IconKey aria-hidden />} title={`Copy the key of ${api_key.name} now`} role="status">
      <Stack gap="sm">
        <Text size="sm">It is shown this once; Parlance keeps only what is needed to know it again.</Text>
        <Command label="API key" text={key} />
        <Group>
          <Button size="xs" variant="default" onClick={onClose}>
            I have it
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
