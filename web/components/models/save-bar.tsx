import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { UnsavedBar } from '@/components/ui/unsaved-bar';
import type { ApiError } from '@/lib/api/errors';
import { useReloadModels } from '@/lib/api/models';
import type { ModelSettings } from '@/lib/api/types';
import * as t from '@/texts/models';

const StartModal = dynamic(() => import('@/components/evaluations/start-modal').then((each) => each.StartModal));

/** What tells that all is saved; it would cover the bar, and is no longer true, when the bar comes. */
export const savedNotice = 'models-saved';

interface Props {
  error: ApiError | null;
  busy: boolean;
  /** What would be saved, without secrets. */
  proposal: () => ModelSettings;
  onDiscard: () => void;
}

/** Saves the models, or tries them on verified questions first. */
export function SaveBar({ error, busy, proposal, onDiscard }: Props) {
  const reload = useReloadModels();
  const [tried, setTried] = useState<ModelSettings>();
  useEffect(() => void notifications.hide(savedNotice), []);
  const trouble = error && (
    <ErrorPanel error={error}>
      {error.code === 'llm_settings_changed' && (
        <Button size="xs" variant="default" onClick={() => void reload()}>
          {t.dropMine}
        </Button>
      )}
    </ErrorPanel>
  );
  return (
    <UnsavedBar onDiscard={onDiscard} trouble={trouble}>
      <Button variant="default" onClick={() => setTried(proposal())}>
        {t.tryFirst}
      </Button>
      <Button type="submit" loading={busy}>
        {t.save}
      </Button>
      {tried && <StartModal models={tried} onClose={() => setTried(undefined)} />}
    </UnsavedBar>
  );
}
