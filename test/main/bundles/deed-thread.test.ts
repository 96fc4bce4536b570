import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { DeedDesk } from '../../../src-main/core/deed-desk';
import { deedThreads } from '../../../src-main/hosts/node/deed-thread';
import { bundle } from '../store/bundle';
import { aFolder, anExperiment, digestIn, failureOf, membersOf, type Folder } from './builders';

let entry: string;
beforeAll(async () => {
  entry = await bundle('src-main/hosts/node/deed-worker.ts');
});

function deskOf({ path }: Folder): DeedDesk {
  const host = deedThreads(entry, () => path);
  onTestFinished(() => host.close());
  return new DeedDesk(host, { begin: () => undefined, ended: () => undefined });
}

const UPLOAD = '00000000-0000-4000-8000-000000000000';

test(
  'a window makes a bundle of one folder, and another one hands it over in parts',
  { timeout: 60_000 },
  async () => {
    const [from, to] = [aFolder(), aFolder()];
    const record = anExperiment(from);
    const [source, target] = [deskOf(from), deskOf(to)];
    const file = await source.api.saveToFolder({ kind: 'bundle', experiments: [record.id] });
    expect(file).toMatchObject({
      name: 'small.workbench.zip',
      path: join(from.path, 'exports', 'small.workbench.zip'),
      said: '1 experiment, 12 runs',
      bytes: statSync(file.path).size,
    });
    expect(Object.keys(membersOf(file.path))).toHaveLength(7);
    const bytes = readFileSync(file.path);
    expect(Buffer.from((await source.api.fetchFromFolder(file.name)).bytes)).toEqual(bytes);
    expect((await source.api.saveToFolder({ kind: 'bundle', experiments: [record.id] })).name).toBe(
      'small-2.workbench.zip',
    );

    await target.api.receiveBundle(UPLOAD, 0, bytes.subarray(0, 1000));
    expect((await failureOf(target.api.receiveBundle(UPLOAD, 999, bytes.subarray(999)))).code).toBe(
      'bad-arguments',
    );
    expect((await failureOf(target.api.lookIntoBundle(UPLOAD))).code).toBe('bad-bundle');
    await target.api.receiveBundle(UPLOAD, 1000, bytes.subarray(1000));
    const looked = target.api.lookIntoBundle(UPLOAD);
    expect((await failureOf(target.api.importBundle(UPLOAD))).code).toBe('archive-busy');
    expect(await looked).toMatchObject({ imported: false, experiments: [{ action: 'new', added: 12 }] });
    expect(await target.api.importBundle(UPLOAD)).toMatchObject({ imported: true });
    expect(digestIn(to, record.id)).toBe(digestIn(from, record.id));
    await target.api.dropBundle(UPLOAD);
    expect(await target.api.deedProgress()).toBeNull();
  },
);

test('tables of data, one after the other', { timeout: 60_000 }, async () => {
  const folder = aFolder();
  const { id } = anExperiment(folder);
  const desk = deskOf(folder);
  for (const format of ['csv', 'json', 'parquet'] as const) {
    const runs = await desk.api.saveToFolder({ kind: 'runs', experiment: id, format });
    expect([basename(runs.path), runs.said]).toEqual([`small-runs.${format}`, '12 runs']);
  }
  const traces = await desk.api.saveToFolder({ kind: 'traces', experiment: id, format: 'csv' });
  expect(readFileSync(traces.path, 'utf8').split('\n').slice(0, 4)).toEqual([
    'cell,learningRate,scale,depth,steps,repetition,quantity,step,value',
    '0,0.01,0.3,3,200,0,excessRisk,0,1',
    '0,0.01,0.3,3,200,0,excessRisk,10,-0',
    '0,0.01,0.3,3,200,0,excessRisk,20,NaN',
  ]);
  const unknown = desk.api.saveToFolder({ kind: 'runs', experiment: 'f'.repeat(16), format: 'csv' });
  expect((await failureOf(unknown)).code).toBe('unknown-experiment');
});

test('what is cancelled leaves nothing', { timeout: 60_000 }, async () => {
  const folder = aFolder();
  const grid = {
    depths: [3],
    scales: [0.3],
    training: [{ learningRate: 0.01, steps: 200, repetitions: 4000 }],
  };
  const { id } = anExperiment(folder, { grid });
  const desk = deskOf(folder);
  const saved = failureOf(desk.api.saveToFolder({ kind: 'bundle', experiments: [id] }));
  while ((await desk.api.deedProgress())?.share === null)
    await new Promise((resolve) => setTimeout(resolve, 5));
  await desk.api.cancelDeed();
  expect((await saved).code).toBe('interrupted');
  expect(readdirSync(join(folder.path, 'exports'))).toEqual([]);
});
