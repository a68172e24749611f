'use client';

import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { asApiError, type ApiError } from './api/errors';

/** "/host" or "/tls/mode" as the name of a form's field. */
function fieldOf(pointer: string): string {
  return pointer.replace(/^\/((body|settings)\/)?/, '').replaceAll('/', '.');
}

/** Whether a form's values have something at "tls.mode". */
function has(values: object, field: string): boolean {
  let at: unknown = values;
  for (const name of field.split('.')) {
    if (typeof at !== 'object' || at === null || !(name in at)) return false;
    at = (at as Record<string, unknown>)[name];
  }
  return true;
}

/**
 * The one way a form is sent: errors that the server tells of a field appear at that field, any
 * other error is handed back to be shown above the button.
 */
export function useSubmit<Values extends object>(
  form: UseFormReturnType<Values>,
  send: (values: Values) => Promise<unknown>,
) {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);

  async function run(values: Values) {
    setBusy(true);
    setError(null);
    try {
      await send(values);
    } catch (thrown) {
      setError(placeErrors(form, asApiError(thrown)));
    } finally {
      setBusy(false);
    }
  }
  return { error, busy, onSubmit: form.onSubmit((values) => void run(values)) };
}

function placeErrors<Values extends object>(
  form: UseFormReturnType<Values>,
  error: ApiError,
): ApiError | null {
  const placed = error.fields.filter(({ pointer }) => has(form.getValues(), fieldOf(pointer)));
  form.setErrors(Object.fromEntries(placed.map((each) => [fieldOf(each.pointer), each.detail])));
  return placed.length > 0 && placed.length === error.fields.length ? null : error;
}
