import { WorkbenchError } from '@shared/contract/errors';
import type { Machine, RunDifference, Verification } from '@shared/contract/provenance';
import type { ExperimentRecord } from '@shared/contract/records';
import { compareRuns } from '@shared/experiment/compare-runs';
import { plan } from '@shared/experiment/plan';
import { sampleRuns } from '@shared/experiment/sample-runs';
import type { RunPlace, RunResult } from '@shared/training/run-result';
import type { OpenedData } from './open-spec';
import { ExperimentRun, type ExperimentRunOptions, type RunSummary } from './experiment-run';
import { kernelName } from './kernel-name';
import type { ArchiveReader, ArchiveWriter, RunKeeper } from './ports';
import { RunIndex } from './run-index';

/** Of all that differs, so much is kept: it is for people to read. */
const MOST_DIFFERENCES = 200;

/** Which runs are to be computed again. */
export interface VerificationChoice {
  /** Of the finished runs with each outcome, above 0 and at most 1. */
  readonly share: number;
  readonly seed: number;
}

/** The share that is looked at unless told: enough to find what is wrong with many runs. */
export const USUAL_SHARE = 0.05;

/** The runs of that choice. Throws 'incomplete' where none has finished. */
export function chooseRuns(
  archive: ArchiveReader,
  { id, name, counts }: ExperimentRecord,
  { share, seed }: VerificationChoice,
): RunPlace[] {
  if (counts.finished === 0) {
    throw new WorkbenchError(
      'incomplete',
      `"${name}" has no finished run: there is nothing to verify.`,
      `Compute it first: lab run ${id}`,
    );
  }
  return sampleRuns(archive.endings(id), share, seed);
}

export interface VerificationOptions extends Omit<
  ExperimentRunOptions,
  'spec' | 'data' | 'archive' | 'onResults' | 'onFailure'
> {
  readonly archive: Pick<ArchiveReader, 'run' | 'traces'> & Pick<ArchiveWriter, 'keepVerification'>;
  readonly machine: Machine;
  readonly choice: VerificationChoice;
  readonly places: readonly RunPlace[];
}

/** What a verification came to. */
export interface VerificationSummary {
  readonly how: RunSummary['how'];
  readonly verification: Verification;
}

/**
 * Computes chosen runs of an experiment again, with engines as when they were computed first, and compares them bit for bit with
 * those in the archive, where nothing of them is written. What it found is kept there, also where it was stopped.
 */
export class VerificationRun {
  readonly run: ExperimentRun;
  /** Rejects as ExperimentRun does. */
  readonly finished: Promise<VerificationSummary>;
  readonly #different: RunDifference[] = [];
  readonly #startedAt = new Date().toISOString();
  #checked = 0;
  #equal = 0;

  /** @throws WorkbenchError 'bad-data' where not even the data come out as they were. */
  constructor(
    private readonly record: ExperimentRecord,
    private readonly opened: OpenedData,
    private readonly options: VerificationOptions,
  ) {
    const { digest } = opened.dataRecord;
    if (digest !== record.data.digest) {
      throw new WorkbenchError(
        'bad-data',
        `The data of "${record.name}" come out differently: their digest is ${digest}, the archive has ${record.data.digest}.`,
        'The archived runs were computed by another version of the program, or the archive was changed.',
      );
    }
    this.run = new ExperimentRun({
      ...options,
      spec: record.spec,
      data: opened.data,
      archive: this.#keeper(),
    });
    this.finished = this.run.finished.then((summary) => this.#finish(summary));
  }

  /** So far. */
  get checked(): number {
    return this.#checked;
  }

  /** Runs so far that came out differently. */
  get differing(): number {
    return this.#checked - this.#equal;
  }

  get asked(): number {
    return this.options.places.length;
  }

  /** In place of the archive: all runs but the chosen ones are done, and what is computed is compared. */
  #keeper(): RunKeeper {
    const index = new RunIndex(plan(this.record.spec).cells);
    const asked = new Uint8Array(index.count);
    for (const place of this.options.places) asked[index.numberOf(place)] = 1;
    return {
      *finishedPlaces() {
        for (let number = 0; number < index.count; number += 1) {
          if (asked[number] === 0) yield index.placeOf(number);
        }
      },
      checkpointedPlaces: () => [],
      checkpoint: () => null,
      recordRuns: (_, results) => this.#compareAll(results),
      forgetFailures: () => undefined,
      setStatus: () => undefined,
      saveCheckpoint: () => undefined,
    };
  }

  #compareAll(results: readonly RunResult[]): void {
    // All before any is counted: what cannot be read for now is compared again as a whole.
    const compared = results.flatMap((result) => this.#differences(result) ?? []);
    this.#checked += compared.length;
    for (const { different } of compared) {
      if (different.length === 0) this.#equal += 1;
      this.#different.push(...different.slice(0, MOST_DIFFERENCES - this.#different.length));
    }
  }

  /** Null where the archived run is gone: its experiment was purged after it had been chosen. */
  #differences(result: RunResult): { readonly different: readonly RunDifference[] } | null {
    const { archive } = this.options;
    const { id, spec } = this.record;
    const archived = archive.run(id, result);
    if (archived === null) return null;
    const traces = spec.trace === null ? [] : archive.traces(id, result);
    return { different: compareRuns({ ...archived, traces }, result) };
  }

  #finish({ how }: RunSummary): VerificationSummary {
    const { machine, choice, places, archive } = this.options;
    const verification: Verification = {
      ...machine,
      ...choice,
      kernel: kernelName(this.record.spec, this.opened.data.train),
      startedAt: this.#startedAt,
      endedAt: new Date().toISOString(),
      asked: places.length,
      checked: this.#checked,
      equal: this.#equal,
      different: this.#different,
    };
    if (this.#checked > 0) archive.keepVerification(this.record.id, verification);
    return { how, verification };
  }
}
