import { INITIALISATIONS } from '@shared/catalogue';
import { WorkbenchError, type Problem } from '@shared/contract/errors';
import type { Digest } from '@shared/contract/ids';
import { dataSetDigest, importedDataDigest } from '@shared/experiment/digest';
import { LIMITS } from '@shared/experiment/limits';
import { dataOrigin, drawnDataSet } from '@shared/experiment/load-data';
import { prepareExperiment, type PreparedExperiment } from '@shared/experiment/prepare';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { checkSize, validate } from '@shared/experiment/validate';
import type { DataSet } from '@shared/network/data/data-set';
import { importTable, type ImportedData } from '@shared/network/data/imported';
import type { DataSetRecord } from '@shared/contract/records';
import type { ArchiveReader } from './ports';

/** A spec with its data at hand: ready to be shown, estimated or run. */
export interface OpenSpec {
  /** For imported data with the file's digest. */
  readonly spec: ExperimentSpec;
  readonly data: DataSet;
  readonly dataRecord: DataSetRecord;
  readonly prepared: PreparedExperiment;
}

/** A spec with its data, as it crosses to the thread that archives and starts it. */
export type OpenedData = Pick<OpenSpec, 'spec' | 'data' | 'dataRecord'>;

/** Reads a table's cells and the digest of its bytes. */
export type TableReader = (file: string) => { readonly rows: string[][]; readonly sha256: string };

export interface OpenSpecContext {
  /** Where data sets of earlier experiments are; null where there is no archive yet. */
  readonly archive: ArchiveReader | null;
  readonly readTable: TableReader;
}

function refuse(problems: readonly Problem[]): never {
  const sentences = problems.map(({ message }) => `${message}.`).join('\n');
  throw new WorkbenchError('bad-spec', sentences, null, {}, problems);
}

/** Validates a spec and draws, reads or finds its data. Throws WorkbenchError 'bad-spec' or 'bad-data'. */
export function openSpec(input: unknown, context: OpenSpecContext): OpenSpec {
  const validation = validate(input, INITIALISATIONS);
  if (!validation.ok) refuse(validation.problems);
  const drawn = drawnDataSet(validation.spec);
  const { spec, data, digest } =
    drawn === null
      ? importedData(validation.spec, context)
      : { spec: validation.spec, data: drawn, digest: dataSetDigest(drawn) };
  const problems = checkSize(spec, data.train, INITIALISATIONS);
  if (problems.length > 0) refuse(problems);
  checkMagnitude(data);
  const prepared = prepareExperiment(spec, data, INITIALISATIONS);
  checkLearnable(prepared);
  return { spec, data, dataRecord: { digest, origin: dataOrigin(spec) }, prepared };
}

/** Squares of larger numbers, summed over a table, may overflow. */
const LARGEST_VALUE = 1e140;

function checkMagnitude({ train }: DataSet): void {
  for (const values of [train.inputs, train.targets]) {
    if (values.every((value) => Math.abs(value) <= LARGEST_VALUE)) continue;
    throw new WorkbenchError(
      'bad-data',
      `The data hold numbers beyond ${LARGEST_VALUE}, whose squares overflow.`,
      'Rescale them, or let them be standardised (data.standardise).',
    );
  }
}

function checkLearnable({ problem }: PreparedExperiment): void {
  const { wStarNorm, lambdaMax, riskZero } = problem;
  if (wStarNorm * wStarNorm * lambdaMax > Number.EPSILON * riskZero) return;
  throw new WorkbenchError(
    'bad-data',
    'The best linear predictor of these data is zero: there is nothing to learn.',
  );
}

/** The kept copy where the archive has one, else the file. */
function importedData(
  spec: ExperimentSpec,
  { archive, readTable }: OpenSpecContext,
): { spec: ExperimentSpec; data: DataSet; digest: Digest } {
  const imported = spec.data as ImportedData;
  const digestOf = (sha256: string): Digest =>
    importedDataDigest(sha256, imported.target, imported.standardise);
  if (imported.sha256 !== undefined) {
    const digest = digestOf(imported.sha256);
    const kept = archive?.dataSet(digest);
    if (kept) return { spec, data: kept, digest };
  }
  const { rows, sha256 } = readTable(imported.file);
  if (imported.sha256 !== undefined && imported.sha256 !== sha256) {
    throw new WorkbenchError(
      'bad-data',
      `${imported.file} has changed: its SHA-256 is ${sha256}, the spec says ${imported.sha256}.`,
      'Bring the file back, or remove data.sha256 from the spec to take the file as it is now.',
    );
  }
  const outcome = importTable(rows, imported, { samples: LIMITS.samples, features: LIMITS.width });
  if (!outcome.ok) throw new WorkbenchError('bad-data', `${imported.file}: ${outcome.message}`);
  return {
    spec: { ...spec, data: { ...imported, sha256 } },
    data: outcome.data,
    digest: digestOf(sha256),
  };
}
