import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { percent } from '@/lib/format';

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
        aria-label={`Uploading ${file.name}`}
      />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {sent ? 'Reading the file…' : `${percent(share)} sent`}
        </Text>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}
