// Makes once what every server of a test run begins with: a cluster, migrated, with the demo in it.
// usage: node tests/api/made.mjs       prints the folder, for OTA_MADE; whoever asked removes it
import { newHome, start } from './lib.mjs';

const home = newHome();
const ota = await start({ folder: home });
await ota.stop({ keep: true });
console.log(home);
