// Where the app starts: core and session first, then the shell, then what can wait.

import './styles/app.css';
import './app/app-shell';
import coreUrl from './lib/core.wasm?url';
import { TABLES } from './data/rows.gen';
import { startSession } from './lib/account';
import { go } from './lib/router';
import { onLaunchedWithFile } from './lib/shared-file';
import { persistWhenInstalled } from './lib/device';
import { registerWorker, reloadOnMissingChunk } from './lib/updates';
import { measureVitals } from './lib/vitals';

reloadOnMissingChunk();
measureVitals();
persistWhenInstalled();
await startSession({ shapes: TABLES, core: fetch(coreUrl) });
onLaunchedWithFile(() => go('/import'));
if (import.meta.env.PROD) void registerWorker();
