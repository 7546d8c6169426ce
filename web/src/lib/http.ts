// Requests to the server: an answer with its status, or the fact that it could not be reached.

export type Reply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly body: unknown;
      readonly retryAfterMs: number | undefined;
    }
  | { readonly kind: 'unreachable' };

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** the body of a good answer as it is, such as a PDF; otherwise JSON is read */
  readonly as?: 'blob';
}

/** The publishable key that names the app; rights come from the token. */
export const APP_KEY = 'ota-anon';
const TIMEOUT_MS = 30_000;

export function headersOf({ token, body, headers }: RequestOptions): Record<string, string> {
  return {
    apikey: APP_KEY,
    authorization: `Bearer ${token ?? APP_KEY}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
}

export async function request(path: string, options: RequestOptions = {}): Promise<Reply> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  try {
    const response = await fetch(path, {
      method: options.method ?? 'GET',
      headers: headersOf(options),
      cache: 'no-store',
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const isFile = options.as === 'blob' && response.ok;
    const body = isFile ? await response.blob() : parse(await response.text());
    return {
      kind: 'reply',
      status: response.status,
      body,
      retryAfterMs: retryAfter(response.headers.get('retry-after')),
    };
  } catch {
    return { kind: 'unreachable' };
  }
}

/** Retry-After as milliseconds: seconds, or a date. */
export function retryAfter(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    return undefined;
  }
}

/** A member of an answer that should be an object. */
export function member(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null
    ? (body as Record<string, unknown>)[name]
    : undefined;
}

export function textMember(body: unknown, name: string): string | undefined {
  const value = member(body, name);
  return typeof value === 'string' ? value : undefined;
}

/** The server's code and words for a refusal, whichever of its dialects it spoke. */
export function refusalOf(body: unknown): { readonly code: string; readonly message: string } {
  return {
    code:
      textMember(body, 'error_code') ??
      textMember(body, 'code') ??
      textMember(body, 'error') ??
      'refused',
    message:
      textMember(body, 'message') ??
      textMember(body, 'msg') ??
      textMember(body, 'error_description') ??
      'The server refused this.',
  };
}
