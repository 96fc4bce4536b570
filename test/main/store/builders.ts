import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { WorkbenchError, type ErrorCode } from '@shared/contract/errors';
import type { Digest, ExperimentId } from '@shared/contract/ids';
import { plan } from '@shared/experiment/plan';
import { experimentSpecSchema, type ExperimentSpec } from '@shared/experiment/spec';
import type { DataSet } from '@shared/network/data/data-set';
import type { MeasureName, MeasureValue, RunResult, TraceSeries } from '@shared/training/run-result';
import type { ArchiveWriter, NewExperiment } from '../../../src-main/core/ports';
import { openArchiveWriter, type WriterOptions } from '../../../src-main/store/index';

/** A new folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A writer that closes with the test, if the test has not closed it. */
export function openWriter(folder: string, options?: WriterOptions): ArchiveWriter {
  const writer = openArchiveWriter(folder, options);
  onTestFinished(() => writer.close());
  return writer;
}

export interface SpecShape {
  readonly name?: string;
  readonly cells?: number;
  readonly repetitions?: number;
}

/** The smallest spec, with one learning rate a cell. */
export function aSpec({ name = 'small', cells = 2, repetitions = 3 }: SpecShape = {}): ExperimentSpec {
  return experimentSpecSchema.parse({
    version: 1,
    name,
    data: { kind: 'synthetic', samples: 3, features: 2 },
    network: { kind: 'fullyConnected' },
    initialisation: { family: 'gaussian' },
    grid: {
      depths: [2],
      scales: [0.5],
      training: Array.from({ length: cells }, (_, i) => ({
        learningRate: (i + 1) / 10,
        steps: 100,
        repetitions,
      })),
    },
  });
}

export const A_DIGEST = 'd'.repeat(64) as Digest;

export function aDataSet(): DataSet {
  return {
    train: {
      samples: 3,
      features: 2,
      inputs: Float64Array.of(1, -0, 5e-324, Infinity, 0.1, 2),
      targets: Float64Array.of(1, 2, 3),
    },
    test: null,
  };
}

export const anId = (digit: string): ExperimentId => digit.repeat(16) as ExperimentId;

export function anExperiment(shape: SpecShape = {}, id: ExperimentId = anId('a')): NewExperiment {
  const spec = aSpec(shape);
  const data = { digest: A_DIGEST, origin: 'made for a test' };
  return { id, name: spec.name, spec, data, programVersion: '1.2.3', cells: plan(spec).cells };
}

/** Keeps the data set and the experiment. */
export function create(writer: ArchiveWriter, experiment: NewExperiment): ExperimentId {
  writer.keepDataSet(experiment.data, aDataSet());
  writer.createExperiment(experiment);
  return experiment.id;
}

export const aMeasure = (measure: MeasureName, value: number): MeasureValue => ({
  measure,
  value,
  error: null,
  method: null,
});

export function aTrace(values: Float64Array): TraceSeries {
  return { quantity: 'sharpness', every: 1, values };
}

export function aResult(cell: number, repetition: number, rest: Partial<RunResult> = {}): RunResult {
  return {
    cell,
    repetition,
    outcome: 'converged',
    stepsTaken: 100,
    measures: [aMeasure('initialRisk', 1), aMeasure('finalRisk', 0.25)],
    traces: [],
    ...rest,
  };
}

/** The failure of the outside that `action` throws; anything else fails the test. */
export function failureOf(action: () => unknown): WorkbenchError {
  try {
    action();
  } catch (error) {
    if (error instanceof WorkbenchError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Expects a refusal that names what it is about and says what to do. */
export function expectRefusal(action: () => unknown, code: ErrorCode, path: string): void {
  const failure = failureOf(action);
  if (failure.code !== code) throw failure;
  if (!failure.message.includes(path)) throw new Error(`does not name ${path}: ${failure.message}`);
  if (failure.remedy === null) throw new Error(`does not say what to do: ${failure.message}`);
}
