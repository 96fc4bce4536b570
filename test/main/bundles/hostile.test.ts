import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { zipSync, type Zippable } from 'fflate';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../builders/temporary-folder';
import {
  aBundle,
  aFolder,
  anExperiment,
  failureOf,
  look,
  membersOf,
  packed,
  resealed,
  take,
  textOf,
  type Members,
} from './builders';

/** Of one good bundle: every test changes one thing about it. */
let good: Members = {};
let whole = Buffer.alloc(0);

async function makeGood(): Promise<void> {
  if (whole.length > 0) return;
  const from = aFolder();
  const file = await aBundle(from, [anExperiment(from)]);
  good = membersOf(file);
  whole = readFileSync(file);
}

/** Expects a refusal with this sentence, in a look and in earnest, that leaves the folder empty. */
async function expectRefusal(file: string, sentence: RegExp): Promise<void> {
  const to = aFolder();
  for (const refused of [await failureOf(look(to, file)), await failureOf(take(to, file))]) {
    expect(refused.message).toMatch(sentence);
    expect(refused.code).toBe('bad-bundle');
    expect(refused.remedy).toMatch(/^Nothing was imported\. /);
  }
  const database = new Database(join(to.path, 'workbench.sqlite'), { readonly: true });
  expect(database.prepare('SELECT count(*) FROM experiment').pluck().get()).toBe(0);
  database.close();
}

function fileOf(bytes: Uint8Array): string {
  const file = join(temporaryFolder(), 'changed.workbench.zip');
  writeFileSync(file, bytes);
  return file;
}

/** The bundle with its database changed by somebody who brings the sums up to date. */
function withDatabase(
  change: (database: Database.Database) => void,
  also: (members: Members) => Members = (own) => own,
): string {
  const path = join(temporaryFolder(), 'archive.sqlite');
  writeFileSync(path, good['archive.sqlite']!);
  const database = new Database(path);
  database.unsafeMode();
  change(database);
  database.close();
  return packed(resealed(also({ ...good, 'archive.sqlite': readFileSync(path) })));
}

const withManifest = (change: (manifest: Record<string, unknown>) => void): string => {
  const manifest = JSON.parse(textOf(good['manifest.json'])) as Record<string, unknown>;
  change(manifest);
  return packed(resealed({ ...good, 'manifest.json': Buffer.from(JSON.stringify(manifest)) }));
};

/** Replaces bytes everywhere in a file by others of the same length. */
function patched(bytes: Uint8Array, from: string, to: string): Uint8Array {
  expect(to.length).toBe(from.length);
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
}

test('the changes that tests make are what is refused: the bundle packed anew is taken', async () => {
  await makeGood();
  const to = aFolder();
  expect((await take(to, packed(resealed(good)))).imported).toBe(true);
});

test('a file that is no zip, an empty one, one that is cut short', async () => {
  await makeGood();
  await expectRefusal(fileOf(Buffer.from('nothing of the kind')), /damaged, cut short or no bundle at all/);
  await expectRefusal(fileOf(Buffer.alloc(0)), /damaged, cut short or no bundle at all/);
  for (const share of [0.2, 0.7, 0.99])
    await expectRefusal(
      fileOf(whole.subarray(0, Math.floor(share * whole.length))),
      /damaged, cut short or no bundle/,
    );
});

test('a zip of something else', async () => {
  await expectRefusal(packed({ 'letter.txt': Buffer.from('dear') }), /"letter.txt" of the file has no place/);
  await expectRefusal(packed({ 'README.txt': Buffer.from('dear') }), /it has no manifest\.json/);
});

test.each([
  ['../escape.txt', /invalid relative path/],
  ['experiments/../../escape.txt', /invalid relative path/],
  ['/etc/passwd', /absolute path/],
  ['C:/windows.txt', /absolute path/],
  ['experiments\\small\\x.txt', /invalid characters/],
  ['experiments/small/more.txt', /has no place in a bundle/],
  ['experiments/small/', /has no place in a bundle/],
  ['experiments/.hidden/runs.csv', /has no place in a bundle/],
])('a member called %s', async (name, sentence) => {
  await makeGood();
  await expectRefusal(packed({ ...good, [name]: Buffer.from('x') }), sentence);
});

test('a member that is there twice', async () => {
  await makeGood();
  const two = zipSync({ ...good, 'experiments/small/notes.mX': Buffer.from('x') });
  await expectRefusal(
    fileOf(patched(two, 'small/notes.mX', 'small/notes.md')),
    /"experiments\/small\/notes\.md" .* is there twice/,
  );
  await expectRefusal(packed({ ...good, 'readme.TXT': Buffer.from('x') }), /has no place|twice/);
});

test('a link in place of a member', async () => {
  await makeGood();
  const link: Zippable = {
    ...good,
    'experiments/small/notes.md': [Buffer.from('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }],
  };
  await expectRefusal(packed(link), /notes\.md" of the file is a link/);
});

test('a zip bomb', async () => {
  await makeGood();
  const bomb = { ...good, 'archive.sqlite': new Uint8Array(100 * 1024 * 1024) };
  await expectRefusal(packed(resealed(bomb)), /would grow from \d+ to \d+ bytes, more than 200 times/);
});

test('sizes that are not true', async () => {
  await makeGood();
  const file = Buffer.from(zipSync({ ...good }, { level: 9 }));
  // The uncompressed size of the database in the central directory.
  const at = file.lastIndexOf('archive.sqlite') - 46;
  file.writeUInt32LE(file.readUInt32LE(at + 24) + 4096, at + 24);
  await expectRefusal(fileOf(file), /another size than the manifest says|not enough bytes/);
});

test('members that share their bytes', async () => {
  await makeGood();
  const file = Buffer.from(zipSync({ ...good }, { level: 0 }));
  const offsetOf = (name: string): number => file.lastIndexOf(name) - 46 + 42;
  file.writeUInt32LE(file.readUInt32LE(offsetOf('archive.sqlite')), offsetOf('README.txt'));
  await expectRefusal(fileOf(file), /shares bytes with another one/);
});

test('encrypted members and unknown methods', async () => {
  await makeGood();
  const at = (file: Buffer): number => file.lastIndexOf('archive.sqlite') - 46;
  const encrypted = Buffer.from(zipSync({ ...good }));
  encrypted.writeUInt16LE(encrypted.readUInt16LE(at(encrypted) + 8) | 1, at(encrypted) + 8);
  await expectRefusal(fileOf(encrypted), /is encrypted/);
  const strange = Buffer.from(zipSync({ ...good }));
  strange.writeUInt16LE(12, at(strange) + 10);
  await expectRefusal(fileOf(strange), /compressed in an unknown way \(12\)/);
});

test('wrong sums, missing sums, sums of nothing', async () => {
  await makeGood();
  const sums = textOf(good['checksums.sha256']);
  const withSums = (text: string): string => packed({ ...good, 'checksums.sha256': Buffer.from(text) });
  await expectRefusal(
    withSums(sums.replace(/^[0-9a-f]{8}/, '00000000')),
    /README\.txt .* does not have the sum/,
  );
  await expectRefusal(withSums(sums.split('\n').slice(1).join('\n')), /says nothing of README\.txt/);
  await expectRefusal(
    withSums(`${sums}${'0'.repeat(64)}  ../other\n`),
    /has a line that is not as it must be/,
  );
  await expectRefusal(withSums(`${sums}${sums}`), /has a line that is not as it must be/);
  await expectRefusal(
    packed({ ...good, 'experiments/small/notes.md': Buffer.from('added') }),
    /another size/,
  );
});

test('a newer format', async () => {
  await makeGood();
  await expectRefusal(
    withManifest((manifest) => (manifest['version'] = 2)),
    /newer version of the Sharpness Workbench \(format 2/,
  );
});

test('a manifest that says other things', async () => {
  await makeGood();
  const first = (manifest: Record<string, unknown>) =>
    (manifest['experiments'] as Record<string, unknown>[])[0]!;
  await expectRefusal(
    withManifest((own) => (own['format'] = 'other')),
    /does not say that this is a bundle/,
  );
  await expectRefusal(
    withManifest((own) => (own['extra'] = 1)),
    /manifest\.json of the bundle is not as it must be/,
  );
  await expectRefusal(
    withManifest((own) => (first(own)['folder'] = '..')),
    /folder: must be a plain name/,
  );
  await expectRefusal(
    withManifest((own) => (first(own)['folder'] = 'other')),
    /a member "experiments\/small/,
  );
  await expectRefusal(
    withManifest((own) => (first(own)['runs'] = 11)),
    /another number of runs/,
  );
  await expectRefusal(
    withManifest((own) => (first(own)['resultsDigest'] = '0'.repeat(64))),
    /do not have the digest/,
  );
  await expectRefusal(
    withManifest((own) => (first(own)['specDigest'] = '0'.repeat(64))),
    /which its spec does not give/,
  );
  await expectRefusal(
    withManifest((own) => (first(own)['dataNumbersDigest'] = '0'.repeat(64))),
    /data set with other digests/,
  );
  await expectRefusal(
    withManifest((own) => (own['experiments'] = [first(own), first(own)])),
    /names a folder twice/,
  );
  await expectRefusal(
    packed({ ...good, 'manifest.json': Buffer.from('{') }),
    /manifest\.json of the bundle is no JSON/,
  );
});

test('another database', async () => {
  await makeGood();
  const foreign = join(temporaryFolder(), 'other.sqlite');
  const database = new Database(foreign);
  database.exec('CREATE TABLE recipes (name TEXT)');
  database.close();
  const replaced = (bytes: Uint8Array): string => packed(resealed({ ...good, 'archive.sqlite': bytes }));
  await expectRefusal(replaced(readFileSync(foreign)), /it is the database of something else/);
  await expectRefusal(replaced(Buffer.from('no database')), /no SQLite database/);
  await expectRefusal(replaced(good['archive.sqlite']!.slice(0, 8192)), /./);
  await expectRefusal(
    withDatabase((own) => own.pragma('user_version = 2')),
    /its layout has number 2/,
  );
  await expectRefusal(
    withDatabase((own) => own.pragma('journal_mode = WAL')),
    /write-ahead log/,
  );
});

test.each([
  [
    'a trigger',
    `CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM measure; END`,
    /it has a trigger "t"/,
  ],
  ['a view', `CREATE VIEW v AS SELECT 1`, /it has a view "v"/],
  [
    'a view in place of a table',
    `DROP TABLE tag; CREATE VIEW tag AS SELECT 1 AS experiment, 'x' AS tag`,
    /it has a view "tag"/,
  ],
  ['a virtual table', `CREATE VIRTUAL TABLE f USING fts5 (x)`, /it has a table "f"/],
  ['a table more', `CREATE TABLE more (x)`, /it has a table "more"/],
  ['an index more', `CREATE INDEX i ON run (outcome)`, /it has a index "i"/],
  ['a table less', `DROP TABLE tag`, /it lacks a table/],
  ['a column more', `ALTER TABLE run ADD COLUMN more TEXT`, /it has a table "run"/],
  ['a generated column', `ALTER TABLE run ADD COLUMN more TEXT AS (outcome)`, /it has a table "run"/],
])('a database with %s', async (_, sql, sentence) => {
  await makeGood();
  await expectRefusal(
    withDatabase((database) => database.exec(sql)),
    sentence,
  );
});

test('a flipped bit in a measure, with all sums forged', async () => {
  await makeGood();
  const flip = (database: Database.Database): void => {
    const { run, measure, value } = database
      .prepare('SELECT run, measure, value FROM measure WHERE value > 0 AND value < 1 LIMIT 1')
      .get() as { run: number; measure: string; value: number };
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, value);
    bits.setUint8(7, bits.getUint8(7) ^ 1);
    database
      .prepare('UPDATE measure SET value = ? WHERE run = ? AND measure = ?')
      .run(bits.getFloat64(0), run, measure);
  };
  await expectRefusal(withDatabase(flip), /results of "small" do not have the digest/);
  const flipTrace = `UPDATE trace SET samples = zeroblob(length(samples)) WHERE run = 1`;
  await expectRefusal(
    withDatabase((own) => own.exec(flipTrace)),
    /results of "small" do not have the digest/,
  );
});

test.each([
  [
    'a spec that does not make the id',
    `UPDATE experiment SET spec = json_set(spec, '$.seed', 8)`,
    /which its spec does not give/,
  ],
  [
    'a spec that is none',
    `UPDATE experiment SET spec = json_set(spec, '$.grid.depths[0]', 0)`,
    /has a spec that is none: grid\.depths/,
  ],
  ['a spec that is no JSON', `UPDATE experiment SET spec = '{'`, /a spec that is no JSON/],
  ['another id', `UPDATE experiment SET id = '0000000000000000'`, /is not in its manifest/],
  ['another name', `UPDATE experiment SET name = 'evil'`, /is not in its manifest/],
  ['a time that is none', `UPDATE experiment SET created_at = 'yesterday'`, /has a wrong createdAt/],
  ['endless notes', `UPDATE experiment SET notes = printf('%.*c', 200000, 'x')`, /has a wrong notes/],
  ['an escape in a tag', `INSERT INTO tag VALUES (1, char(27) || '[31m')`, /has a wrong tags/],
  [
    'a cell that the plan has not',
    `UPDATE cell SET learning_rate = 0.02 WHERE cell = 0`,
    /has cells that are not those of its spec/,
  ],
  [
    'a place outside the plan',
    `UPDATE run SET repetition = 3 WHERE cell = 3 AND repetition = 2`,
    /cell 3, repetition 3: the plan has no such run/,
  ],
  ['a place before the plan', `UPDATE run SET cell = -1 WHERE cell = 3`, /the plan has no such run/],
  [
    'a run more',
    `INSERT INTO run SELECT 99, experiment, cell, 3, outcome, steps_taken FROM run WHERE run = 1`,
    /the plan has no such run/,
  ],
  [
    'a run less',
    `DELETE FROM measure WHERE run = 12; DELETE FROM trace WHERE run = 12; DELETE FROM run WHERE run = 12`,
    /another number of runs/,
  ],
  [
    'an outcome that is none',
    `UPDATE run SET outcome = 'splendid' WHERE run = 1`,
    /"splendid" is no outcome/,
  ],
  ['too many steps', `UPDATE run SET steps_taken = 201 WHERE run = 1`, /it took 201 of 200 steps/],
  [
    'a measure that is none',
    `UPDATE measure SET measure = 'beauty' WHERE run = 1 AND measure = 'finalRisk'`,
    /"beauty" is no measure/,
  ],
  [
    'a negative error',
    `UPDATE measure SET error = -1 WHERE run = 1 AND measure = 'finalRisk'`,
    /the error of finalRisk is -1/,
  ],
  [
    'a trace nobody asked for',
    `UPDATE trace SET quantity = 'squaredDistance' WHERE run = 1 AND quantity = 'sharpness'`,
    /does not ask for/,
  ],
  ['a trace at other times', `UPDATE trace SET every = 5 WHERE run = 1`, /is not as its spec asks for/],
  [
    'a trace that is too short',
    `UPDATE trace SET samples = x'00' WHERE run = 1`,
    /not as many as its length says/,
  ],
  [
    'measures of no run',
    `INSERT INTO measure VALUES (99, 'finalRisk', 1.0, NULL, NULL)`,
    /rows that belong to no experiment/,
  ],
  ['data of another size', `UPDATE data_set SET samples = samples + 1`, /not as many as its sizes say/],
  [
    'data that its spec does not draw',
    `UPDATE data_set SET targets = zeroblob(length(targets))`,
    /data set with other digests/,
  ],
])('%s', async (_, sql, sentence) => {
  await makeGood();
  await expectRefusal(
    withDatabase((database) => {
      database.pragma('foreign_keys = OFF');
      database.exec(sql);
    }),
    sentence,
  );
});

test('broken pages', async () => {
  await makeGood();
  const bytes = Buffer.from(good['archive.sqlite']!);
  for (let page = 2; page * 4096 < bytes.length; page += 1) {
    const broken = Buffer.from(bytes);
    broken.fill(0xff, page * 4096, page * 4096 + 64);
    const to = aFolder();
    const refused = await failureOf(look(to, packed(resealed({ ...good, 'archive.sqlite': broken }))));
    expect(refused.code).toBe('bad-bundle');
  }
});
