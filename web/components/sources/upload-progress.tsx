import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { percent } from '@/lib/format';
import * as t from '@/texts/sources';

interface Props {
  file: File;
  share: number;
  onCancel: () => void;
}

/** Sending has a measure; what the server then does with the file has none. */
export function UploadProgress({ file, share, onCancel }: Props) {
  const sent = share >= 1;
  return (
    <Stack gap="sm" py="md">
      <Text style={{ overflowWrap: 'anywhere' }}>{file.name}</Text>
      <Progress
        value={share * 100}
        animated={sent}
        striped={sent}
        transitionDuration={150}
        aria-label={t.uploading(file.name)}
      />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {sent ? t.readingTheFile : t.shareSent(percent(share))}
        </Text>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t.cancel}
        </Button>
      </Group>
    </Stack>
  );
}
