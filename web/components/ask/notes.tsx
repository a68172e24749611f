import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { usePermission } from '@/components/auth/auth-context';
import { Link } from '@/components/ui/link';
import type { Note } from '@/lib/api/types';
import * as t from '@/texts/calls';

/** What the person should know beside the answer. What concerns models leads whoever may set them there. */
export function Notes({ notes }: { notes: Note[] }) {
  const mayAdmin = usePermission('admin');
  if (notes.length === 0) return null;
  return (
    <Stack gap="xs">
      {notes.map(({ code, text }) => (
        <Alert
          key={code + text}
          role="note"
          variant="light"
          radius="lg"
          py="xs"
          icon={<IconInfoCircle size={18} aria-hidden />}
          data-note={code}
        >
          <Text size="sm">
            {text}{' '}
            {mayAdmin && code.startsWith('llm_') && (
              <Anchor component={Link} href="/models" inherit fw={550} underline="always">
                {code === 'llm_not_configured' ? t.setUpModels : t.lookAtModels}
              </Anchor>
            )}
          </Text>
        </Alert>
      ))}
    </Stack>
  );
}
