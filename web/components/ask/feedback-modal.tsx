import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Feedback, FeedbackReason } from '@/lib/api/types';
import { reasonNames } from '@/lib/ask/reasons';
import * as t from '@/texts/feedback';

const commentMax = 2_000;

/** Asks what is wrong with an answer; nothing has to be said. */
export function FeedbackModal({ onSend, onClose }: { onSend: (feedback: Feedback) => void; onClose: () => void }) {
  const [reasons, setReasons] = useState<string[]>([]);
  const [comment, setComment] = useState('');
  const feedback: Feedback = { verdict: 'bad', reasons: reasons as FeedbackReason[], comment: comment.trim() || undefined };
  return (
    <Modal opened onClose={onClose} title={t.whatIsWrong}>
      <Stack>
        <Checkbox.Group value={reasons} onChange={setReasons} aria-label={t.reasonsLabel}>
          <Stack gap="xs">
            {Object.entries(reasonNames).map(([value, label]) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Textarea label={t.ownWords} autosize minRows={2} maxRows={6} maxLength={commentMax} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
        <Text size="sm" c="dimmed">
          {t.feedbackSeenBy}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button onClick={() => onSend(feedback)}>{t.send}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
