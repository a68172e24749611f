import * as t from '@/texts/api';
import type { components } from './schema';

type Problem = components['schemas']['Problem'];

/** A refused or failed request, as the server's problem document (RFC 9457) tells it. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly requestId?: string;
  readonly fields: { pointer: string; detail: string }[];
  readonly position?: number;
  readonly retryAfter?: number;

  constructor(problem: Partial<Problem>) {
    super(problem.detail ?? problem.title ?? t.serverSilent);
    this.name = 'ApiError';
    this.code = problem.code ?? 'unknown';
    this.status = problem.status ?? 0;
    this.title = problem.title ?? t.unknownError;
    this.requestId = problem.request_id;
    this.fields = problem.errors ?? [];
    this.position = problem.position;
    this.retryAfter = problem.retry_after;
  }
}

/** The error that a reply which is not a success stands for. */
export async function errorOf(response: Response): Promise<ApiError> {
  return problemFrom(response.status, response.statusText, await response.text());
}

/** The error in `body`, or one made from the status alone when the body is no problem document. */
export function problemFrom(status: number, statusText: string, body: string): ApiError {
  try {
    return new ApiError({ status, ...(JSON.parse(body) as Partial<Problem>) });
  } catch {
    return new ApiError({
      status,
      title: statusText || t.unknownError,
      detail: t.unknownStatus(status),
      code: `http_${status}`,
    });
  }
}

/** No reply at all: the network or the server is away. */
export function unreachable(): ApiError {
  return new ApiError({
    code: 'unreachable',
    title: t.notReached,
    detail: t.notReachedText,
  });
}

/** Any thrown thing as an `ApiError`; what is not one of ours keeps its message. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError({ detail: error instanceof Error ? error.message : String(error) });
}
