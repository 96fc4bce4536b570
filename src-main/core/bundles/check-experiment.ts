import { z } from 'zod';
import { INITIALISATIONS } from '@shared/catalogue';
import type { BundleManifestEntry } from '@shared/contract/bundle-manifest';
import type { DataSetRecord } from '@shared/contract/records';
import { dataSetDigest, experimentId, importedDataDigest, specDigest } from '@shared/experiment/digest';
import { LIMITS } from '@shared/experiment/limits';
import { dataOrigin, drawnDataSet } from '@shared/experiment/load-data';
import { plan, type Cell } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { checkSize, validate } from '@shared/experiment/validate';
import type { DataSet } from '@shared/network/data/data-set';
import type { BundledExperiment } from '../ports';
import { badBundle } from '@shared/contract/bad-bundle';

/** An experiment of a bundle whose every word but its runs was checked. */
export interface CheckedExperiment {
  readonly own: BundledExperiment;
  readonly entry: BundleManifestEntry;
  /** With defaults filled in, under the name that it has in the bundle. */
  readonly spec: ExperimentSpec;
  readonly cells: readonly Cell[];
  readonly dataRecord: DataSetRecord;
  readonly data: DataSet;
}

const LONGEST_SPEC = 16 * 1024 * 1024;
const LONGEST_NOTES = 100_000;
const MOST_TAGS = 1000;
const LONGEST_TAG = 200;
const MOST_SESSIONS = 100_000;

const time = z.iso.datetime();
const plainText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{C}]*$/u);

/** What does not follow from the spec. */
const facts = z.object({
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  programVersion: plainText(100),
  extends: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  kernelSeconds: z.number().min(0),
  notes: z.string().max(LONGEST_NOTES),
  tags: z.array(plainText(LONGEST_TAG)).max(MOST_TAGS),
  sessions: z
    .array(
      z.object({
        startedAt: time,
        endedAt: time.nullable(),
        programVersion: plainText(100),
        kernel: plainText(LONGEST_TAG),
        processor: plainText(LONGEST_TAG),
        platform: plainText(LONGEST_TAG),
        runtime: plainText(LONGEST_TAG),
        processes: z.number().int().min(0),
        runs: z.number().int().min(0).nullable(),
        kernelSeconds: z.number().min(0).nullable(),
      }),
    )
    .max(MOST_SESSIONS),
});

/**
 * Holds an experiment of a bundle against its own spec and the manifest: the spec is one that this program takes, the id and
 * the plan follow from it, and the data are those that it draws or was made with.
 * @throws WorkbenchError 'bad-bundle'.
 */
export function checkExperiment(
  own: BundledExperiment,
  entry: BundleManifestEntry | undefined,
  data: DataSet | null,
): CheckedExperiment {
  const title = `Experiment "${own.name.slice(0, LIMITS.nameLength)}" of the bundle`;
  if (entry?.id !== own.id || entry.name !== own.name) throw badBundle(`${title} is not in its manifest`);
  const known = facts.safeParse(own);
  if (!known.success) {
    const [issue] = known.error.issues;
    throw badBundle(`${title} has a wrong ${issue!.path.join('.')}: ${issue!.message}`);
  }
  const spec = specOf(own, title);
  if (experimentId(spec) !== own.id || specDigest(spec) !== entry.specDigest)
    throw badBundle(`${title} has the id ${own.id}, which its spec does not give (${experimentId(spec)})`);
  const { cells } = plan(spec);
  if (!sameCells(cells, own.cells)) throw badBundle(`${title} has cells that are not those of its spec`);
  if (entry.plannedRuns !== cells.reduce((sum, { repetitions }) => sum + repetitions, 0))
    throw badBundle(`${title} plans other runs than its manifest says`);
  if (data === null) throw badBundle(`${title} lacks its data set`);
  checkData(spec, own, entry, data, title);
  return {
    own: { ...own, spec: JSON.stringify(spec) },
    entry,
    spec,
    cells,
    dataRecord: { digest: own.dataDigest, origin: dataOrigin(spec) },
    data,
  };
}

function specOf(own: BundledExperiment, title: string): ExperimentSpec {
  if (own.spec.length > LONGEST_SPEC) throw badBundle(`${title} has a spec of ${own.spec.length} characters`);
  let json: unknown;
  try {
    json = JSON.parse(own.spec);
  } catch {
    throw badBundle(`${title} has a spec that is no JSON`);
  }
  if (typeof json !== 'object' || json === null) throw badBundle(`${title} has a spec that is no object`);
  const validation = validate({ ...json, name: own.name }, INITIALISATIONS);
  if (validation.ok) return validation.spec;
  throw badBundle(`${title} has a spec that is none: ${validation.problems[0]!.message}`);
}

function sameCells(planned: readonly Cell[], own: readonly Cell[]): boolean {
  if (planned.length !== own.length) return false;
  return planned.every((cell, i) =>
    (['index', 'learningRate', 'scale', 'depth', 'steps', 'repetitions'] as const).every(
      (key) => cell[key] === own[i]![key],
    ),
  );
}

/** Squares of larger numbers, summed over a table, may overflow. */
const LARGEST_VALUE = 1e140;

function checkData(
  spec: ExperimentSpec,
  own: BundledExperiment,
  entry: BundleManifestEntry,
  data: DataSet,
  title: string,
): void {
  const numbers = dataSetDigest(data);
  if (own.dataDigest !== entry.dataDigest || numbers !== entry.dataNumbersDigest)
    throw badBundle(`${title} has a data set with other digests than its manifest says`);
  const { samples, features } = data.train;
  if (samples > LIMITS.samples || features > LIMITS.width)
    throw badBundle(`${title} has data of ${samples} × ${features}, larger than this program takes`);
  for (const table of [data.train, data.test]) {
    for (const values of table === null ? [] : [table.inputs, table.targets]) {
      if (!values.every((value) => Math.abs(value) <= LARGEST_VALUE))
        throw badBundle(`${title} has data that are not finite or overflow`);
    }
  }
  const problems = checkSize(spec, data.train, INITIALISATIONS);
  if (problems.length > 0) throw badBundle(`${title} does not fit its data: ${problems[0]!.message}`);
  const drawn = drawnDataSet(spec);
  const expected = drawn === null ? ofImported(spec) : dataSetDigest(drawn);
  if (expected !== own.dataDigest || (drawn !== null && numbers !== expected))
    throw badBundle(`${title} has other data than its spec ${drawn === null ? 'names' : 'draws'}`);
}

function ofImported({ data }: ExperimentSpec): string | null {
  if (data.kind !== 'imported' || data.sha256 === undefined) return null;
  return importedDataDigest(data.sha256, data.target, data.standardise);
}
