// The commands as people type them: what they understand, suggest, import and find wrong.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { program, root, start } from './lib.mjs';

/** Runs the program to its end: { code, out, err }. */
function run(args, env = {}) {
  const done = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: tmpdir(), ...env },
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const COMMANDS = 'serve dev migrate import user org config doctor version'.split(' ');

describe('a command line', () => {
  it('without a command lists them all', () => {
    const { code, err } = run([]);
    assert.equal(code, 2);
    for (const name of COMMANDS) assert.match(err, new RegExp(`^  ${name} `, 'm'));
  });

  it('with an unknown command names the nearest', () => {
    const { code, err } = run(['serv']);
    assert.equal(code, 2);
    assert.match(err, /there is no command 'serv', did you mean 'serve'\?/);
    assert.doesNotMatch(run(['xyzzyplugh']).err, /did you mean/);
  });

  it('with an unknown flag names the nearest', () => {
    const { code, err } = run(['import', 'x.csv', '--dryrun']);
    assert.equal(code, 2);
    assert.match(err, /there is no flag '--dryrun', did you mean '--dry-run'\?/);
  });

  it('says what is missing and what is too much', () => {
    assert.match(run(['import']).err, /something is missing\nusage: ota import FILE/);
    assert.match(run(['version', 'now']).err, /one argument too many/);
    assert.match(run(['config', '--settings']).err, /a flag lacks its value/);
    assert.match(run(['config', '--help=x']).err, /this flag takes no value/);
    for (const args of [['import'], ['version', 'now'], ['config', '--settings']])
      assert.equal(run(args).code, 2);
  });

  it('helps with every command', () => {
    for (const name of COMMANDS) {
      const { code, out } = run([name, '--help']);
      assert.equal(code, 0);
      assert.ok(out.startsWith(`ota ${name}: `), out);
      assert.match(out, /^usage: ota /m);
    }
  });

  it('names a wrong setting and starts nothing', () => {
    const wrong = run(['serve'], { OTA_WORKERS: 'many' });
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /workers/i);
    const unknown = run(['serve'], { OTA_LISTN: '127.0.0.1:1' });
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /listn/i);
  });
});

describe('with a database', () => {
  let ota;
  let folder;
  const env = () => ({
    OTA_DATA_DIR: path.join(ota.home, 'var'),
    OTA_SQL_DIR: path.join(root, 'db'),
    OTA_WEB_DIR: path.join(root, 'web/dist'),
  });
  before(async () => {
    ota = await start();
    folder = mkdtempSync(path.join(tmpdir(), 'ota-ops-'));
  });
  after(async () => {
    await ota?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('import takes the word of --map over its own guess', async () => {
    const owner = await ota.person('importer');
    const here = await ota.organization(owner, 'Mapped Lanterns');
    const file = path.join(folder, 'odd.csv');
    writeFileSync(
      file,
      'Wann,Wo,Alpha,Beta\n2027-05-01,Paris,Le Sample,300\n2027-05-02,Lyon,La Sample,200\n',
    );
    const given = ['import', file, '--organization', here.id, '--tour', 'Mapped'];
    const maps = [
      '--map',
      'Wann=date',
      '--map',
      '2=city',
      '--map',
      'alpha=venue',
      '--map=Beta=capacity',
    ];

    const preview = run([...given, ...maps, '--dry-run'], env());
    assert.equal(preview.code, 0, preview.err);
    assert.match(preview.out, /3 {2}Alpha +venue/);
    assert.match(preview.out, /2 of 2 rows can be imported/);
    const none = await owner.client.from('shows').select('id').eq('organization_id', here.id);
    assert.deepEqual(none.data, []);

    const done = run([...given, ...maps], env());
    assert.equal(done.code, 0, done.err);
    assert.match(done.out, /2 shows, 0 days, 2 new venues/);
    const { data } = await owner.client
      .from('shows')
      .select('date,city,venues(name)')
      .eq('organization_id', here.id)
      .order('date');
    assert.deepEqual(data, [
      { date: '2027-05-01', city: 'Paris', venues: { name: 'Le Sample' } },
      { date: '2027-05-02', city: 'Lyon', venues: { name: 'La Sample' } },
    ]);

    const again = run([...given, ...maps], env());
    assert.equal(again.code, 0, again.err);
    const twice = await owner.client.from('shows').select('id').eq('organization_id', here.id);
    assert.equal(twice.data.length, 2, 'what is there already is left out');
  });

  it('import refuses a --map that makes no sense, and writes nothing', async () => {
    const owner = await ota.person('refused');
    const here = await ota.organization(owner, 'Refused Lanterns');
    const file = path.join(folder, 'plain.csv');
    writeFileSync(file, 'Date,City\n2027-05-01,Paris\n');
    const given = ['import', file, '--organization', here.id, '--tour', 'Refused', '--map'];
    for (const [map, words] of [
      ['Date', /--map is COLUMN=FIELD/],
      ['Nowhere=city', /the file has no column 'Nowhere'/],
      ['9=city', /the file has no column '9'/],
      ['Date=nothing', /there is no field 'nothing'; there are: /],
    ]) {
      const { code, err } = run([...given, map], env());
      assert.equal(code, 1);
      assert.match(err, words);
    }
    const { data } = await owner.client.from('tours').select('id').eq('organization_id', here.id);
    assert.deepEqual(data, []);
  });

  it('doctor finds a sound house and names what is worth a look', () => {
    const { code, out } = run(['doctor'], { ...env(), OTA_SITE_URL: 'https://tour.example.test' });
    assert.equal(code, 0, out);
    assert.match(out, /^ok {4}the database answers, PostgreSQL \d+/m);
    assert.match(out, /^ok {4}all \d+ migrations are applied/m);
    assert.match(out, /^ok {4}live changes by logical replication/m);
    assert.match(out, /^ok {4}no job is failing/m);
    assert.match(out, /^ok {4}people reach it at https:\/\/tour\.example\.test/m);
    assert.match(out, /^warn {2}OTA_SMTP_URL is empty/m);
    assert.match(out, /^0 to mend, \d+ to look at$/m);
  });

  it('doctor says what to do about what is wrong', () => {
    const { code, out } = run(['doctor'], {
      ...env(),
      OTA_SMTP_URL: 'smtp://127.0.0.1:1',
      OTA_SITE_URL: 'http://tour.example.test',
      OTA_WEB_DIR: path.join(folder, 'nothing'),
      OTA_SQL_DIR: folder,
    });
    assert.equal(code, 1);
    assert.match(
      out,
      /^FAIL {2}the mail server 127\.0\.0\.1:1 cannot be reached: check OTA_SMTP_URL/m,
    );
    assert.match(out, /^FAIL {2}the migrations cannot be compared/m);
    assert.match(out, /^warn {2}http:\/\/tour\.example\.test is not https/m);
    assert.match(out, /^warn {2}the web app is not built/m);
    assert.match(out, /^2 to mend, \d+ to look at$/m);
  });

  it('doctor says that no database answers', () => {
    const { code, out, err } = run(['doctor'], {
      ...env(),
      OTA_DATABASE_URL: `postgresql://nobody@/ota?host=${folder}`,
    });
    assert.equal(code, 1);
    assert.match(out, /^FAIL {2}the database cannot be reached/m);
    assert.match(err, /OTA_DATABASE_URL/);
  });
});
