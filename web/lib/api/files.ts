import * as t from '@/texts/api';
import { ApiError, problemFrom, unreachable } from './errors';
import { accessToken } from './session';
import type { Imported } from './types';

export interface Upload {
  file: File;
  /** The source to add a table to; a new source when absent. */
  connectionId?: string;
  table?: string;
}

export interface Running {
  done: Promise<Imported>;
  cancel: () => void;
}

function addressOf({ file, connectionId, table }: Upload): string {
  const query = new URLSearchParams({ filename: file.name });
  if (connectionId) query.set('connection_id', connectionId);
  if (table) query.set('table', table);
  return `/api/v1/files?${query.toString()}`;
}

function settle(request: XMLHttpRequest): Imported {
  if (request.status >= 200 && request.status < 300) {
    return JSON.parse(request.responseText) as Imported;
  }
  throw problemFrom(request.status, request.statusText, request.responseText);
}

/**
 * Sends a file. XMLHttpRequest, because fetch tells nothing of how much has been sent.
 * `onProgress` hears the sent share, 0 to 1.
 */
export function upload(what: Upload, onProgress: (share: number) => void): Running {
  const request = new XMLHttpRequest();
  let cancelled = false;
  const done = Promise.resolve(accessToken()).then(
    (token) =>
      new Promise<Imported>((resolve, reject) => {
        const cancelledError = new ApiError({ code: 'cancelled', detail: t.uploadCancelled });
        if (cancelled) return reject(cancelledError);
        request.open('POST', addressOf(what));
        request.setRequestHeader('Authorization', `Bearer ${token ?? ''}`);
        request.setRequestHeader('Content-Type', 'application/octet-stream');
        request.upload.onprogress = (event) => onProgress(event.loaded / Math.max(event.total, 1));
        request.onerror = () => reject(unreachable());
        request.onabort = () => reject(cancelledError);
        request.onload = () => {
          try {
            resolve(settle(request));
          } catch (error) {
            reject(error as Error);
          }
        };
        request.send(what.file);
      }),
  );
  const cancel = () => {
    cancelled = true;
    request.abort();
  };
  return { done, cancel };
}
