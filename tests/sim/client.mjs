// What a simulated tab runs: the web app's own store and sync, as the page starts them.
export { TABLES } from '../../web/src/data/rows.gen.ts';
export { can, Checksum, loadCore, newId, validate } from '../../web/src/lib/core.ts';
export { OrganizationStore } from '../../web/src/lib/offline-storage.ts';
export { SyncEngine } from '../../web/src/lib/sync/engine.ts';
export { askForSync } from '../../web/src/lib/sync/request.ts';
export { observeSyncStatus, syncStatus } from '../../web/src/lib/sync/status.ts';
export { httpTransport } from '../../web/src/lib/sync/transport.ts';
