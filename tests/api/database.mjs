// A test server's own database, as its owner sees it: single statements, long sessions, crashes.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export class Database {
  constructor(ota, data = path.join(ota.home, 'var')) {
    this.folder = path.join(data, 'cluster');
    this.words = [
      '-X',
      '-A',
      '-t',
      '-q',
      '-v',
      'ON_ERROR_STOP=1',
      '-U',
      'postgres',
      '-d',
      'ota',
      '-h',
      path.join(this.folder, 'socket'),
    ];
  }

  /** One statement; what it prints. */
  sql(text) {
    const { status, stdout, stderr } = spawnSync('psql', [...this.words, '-c', text], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    return stdout.trim();
  }

  session() {
    return new Session(this.words);
  }

  walsenders() {
    return Number(
      this.sql("select count(*) from pg_stat_activity where backend_type = 'walsender'"),
    );
  }

  endStream() {
    this.sql(
      "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'walsender'",
    );
  }
}

/** One connection that stays open, for transactions that take their time. */
class Session {
  #words = '';
  #asked = 0;
  #answers = new Map();

  constructor(words) {
    this.child = spawn('psql', words, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.stdout.setEncoding('utf8').on('data', (part) => this.#take(part));
    this.ended = once(this.child, 'exit').then(([code]) => code);
  }

  #take(part) {
    this.#words += part;
    for (let mark; (mark = /^=(\d+)\n/m.exec(this.#words));) {
      this.#answers.get(mark[1])?.(this.#words.slice(0, mark.index).trim());
      this.#words = this.#words.slice(mark.index + mark[0].length);
    }
  }

  /** Runs statements; what they print, once they are done. */
  run(text) {
    this.#asked += 1;
    const number = String(this.#asked);
    const answer = new Promise((resolve, reject) => {
      this.#answers.set(number, resolve);
      void this.ended.then((code) =>
        reject(new Error(`psql ended with ${code} at: ${text.slice(0, 300)}`)),
      );
    });
    this.child.stdin.write(`${text};\n\\echo =${number}\n`);
    return answer;
  }

  async close() {
    this.child.stdin.end();
    assert.equal(await this.ended, 0);
  }
}
