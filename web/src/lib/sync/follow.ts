// Starts the engine over HTTP: all that talks to the server while a page is open, in one chunk.

import { SyncEngine, type EngineOptions } from './engine';
import { httpTransport } from './transport';

export function followServer(options: Omit<EngineOptions, 'transport'>, signal: AbortSignal): void {
  const engine = new SyncEngine({ ...options, transport: httpTransport });
  signal.addEventListener('abort', () => engine.stop(), { once: true });
  void engine.start();
}
