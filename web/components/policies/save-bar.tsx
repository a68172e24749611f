import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { UnsavedBar } from '@/components/ui/unsaved-bar';
import type { Policy } from '@/lib/api/types';
import type { PolicyDocument } from '@/lib/policies/document';
import * as t from '@/texts/policies';

const ReviewModal = dynamic(() => import('./review-modal').then((each) => each.ReviewModal));

interface Props {
  policy: Policy;
  draft: PolicyDocument;
  onDiscard: () => void;
}

/** Nothing is saved without a look at what it changes. */
export function SaveBar({ policy, draft, onDiscard }: Props) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <UnsavedBar onDiscard={onDiscard}>
      <Button onClick={open}>{t.reviewAndSave}</Button>
      {opened && <ReviewModal policy={policy} draft={draft} onClose={close} />}
    </UnsavedBar>
  );
}
