// PouchDB's own server (express-pouchdb on LevelDB) with the page that speaks to it: node pouch_server.mjs PORT DATA PAGE
import path from 'node:path';
import express from 'express';
import expressPouchDb from 'express-pouchdb';
import PouchDB from 'pouchdb';

const [port, data, page] = process.argv.slice(2);
const app = express();
app.use(
  '/db',
  expressPouchDb(PouchDB.defaults({ prefix: `${data}/` }), {
    mode: 'minimumForPouchDB',
    logPath: path.join(data, 'log.txt'),
    configPath: path.join(data, 'config.json'),
  }),
);
app.use(express.static(page));
app.listen(Number(port), '127.0.0.1', () => console.log('ready'));
