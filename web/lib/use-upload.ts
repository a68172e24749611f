'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { connectionKeys } from './api/connections';
import { asApiError, type ApiError } from './api/errors';
import { upload, type Running, type Upload } from './api/files';
import type { Imported } from './api/types';

export type UploadState =
  | { phase: 'idle' }
  | { phase: 'sending'; file: File; share: number }
  | { phase: 'done'; imported: Imported }
  | { phase: 'failed'; error: ApiError };

/** One upload at a time, with its progress; leaving the page cancels it. */
export function useUpload() {
  const [state, setState] = useState<UploadState>({ phase: 'idle' });
  const running = useRef<Running>(null);
  const client = useQueryClient();
  useEffect(() => () => running.current?.cancel(), []);

  async function start(what: Upload) {
    const { file } = what;
    setState({ phase: 'sending', file, share: 0 });
    running.current = upload(what, (share) => setState({ phase: 'sending', file, share }));
    try {
      const imported = await running.current.done;
      await client.invalidateQueries({ queryKey: connectionKeys.all });
      setState({ phase: 'done', imported });
    } catch (thrown) {
      const error = asApiError(thrown);
      setState(error.code === 'cancelled' ? { phase: 'idle' } : { phase: 'failed', error });
    } finally {
      running.current = null;
    }
  }

  return {
    state,
    start: (what: Upload) => void start(what),
    cancel: () => running.current?.cancel(),
    reset: () => setState({ phase: 'idle' }),
  };
}
