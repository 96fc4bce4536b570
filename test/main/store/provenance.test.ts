import { expect, test } from 'vitest';
import type { Verification } from '@shared/contract/provenance';
import { A_MACHINE } from '../../builders/machine';
import { anExperiment, anId, create, openWriter, temporaryFolder } from './builders';

const KERNEL = 'WebAssembly f64x2, 4 lanes';

test('a session is there from its start, and its end adds to the time of the experiment', () => {
  const times = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:01.000Z', '2026-01-01T00:00:02.000Z'];
  let tick = 0;
  const writer = openWriter(temporaryFolder(), { now: () => new Date(times[tick++]!) });
  const id = create(writer, anExperiment());
  const session = writer.beginSession(id, { ...A_MACHINE, kernel: KERNEL, processes: 2 });
  const begun = { ...A_MACHINE, kernel: KERNEL, processes: 2, startedAt: times[1] };
  expect(writer.sessions(id)).toEqual([{ ...begun, endedAt: null, runs: null, kernelSeconds: null }]);
  writer.endSession(session, { runs: 6, kernelSeconds: 0.75 });
  expect(writer.sessions(id)).toEqual([{ ...begun, endedAt: times[2], runs: 6, kernelSeconds: 0.75 }]);
  expect(writer.findById(id)!.kernelSeconds).toBe(0.75);
});

test('verifications are kept with what differs', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  const different = [
    { cell: 0, repetition: 1, what: 'measure finalRisk', archived: '0.25', recomputed: '0.5' },
  ];
  const verification: Verification = {
    ...A_MACHINE,
    kernel: KERNEL,
    startedAt: '2026-01-01',
    endedAt: '2026-01-02',
    share: 0.05,
    seed: 3,
    asked: 3,
    checked: 2,
    equal: 1,
    different,
  };
  writer.keepVerification(id, verification);
  expect(writer.verifications(id)).toEqual([verification]);
  expect(writer.verifications(anId('f'))).toEqual([]);
});

test('experiments that go on from one are known to it', () => {
  const writer = openWriter(temporaryFolder());
  const first = create(writer, anExperiment());
  const second = create(writer, {
    ...anExperiment({ name: 'more', repetitions: 4 }, anId('b')),
    extends: first,
  });
  expect(writer.extensionsOf(first)).toEqual([{ id: second, name: 'more' }]);
  expect(writer.findById(second)!.extends).toBe(first);
});
