import type { LiveState, LogEntry, QueueDeed } from '@shared/contract/live-state';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { Machine } from '@shared/contract/provenance';
import type { ExperimentRecord } from '@shared/contract/records';
import type { RunPlace } from '@shared/training/run-result';
import { adoptRuns } from './adoption';
import type { Background } from './background';
import { computeSession } from './compute-session';
import { ExperimentRun } from './experiment-run';
import { OwedStatuses } from './owed-statuses';
import type { ArchiveWriter, Clock, EngineLauncher } from './ports';
import {
  countArchived,
  countFailed,
  countResult,
  liveState,
  noCounts,
  verifyingState,
  type Entry,
  type QueuedVerification,
  type Running,
} from './queue-state';
import { ending, sentence, verified } from './queue-words';
import { VerificationRun, type VerificationChoice } from './verification';
import { RETRY_MS } from './write-state';

export interface QueueOptions {
  readonly archive: ArchiveWriter;
  readonly background: Background;
  readonly launch: EngineLauncher;
  readonly clock: Clock;
  readonly processes: () => number;
  /** Bytes left on the disk of the archive. */
  readonly freeBytes?: () => number;
  readonly machine: Machine;
  readonly changed: () => void;
  readonly libraryChanged: () => void;
  readonly say: (level: LogEntry['level'], text: string) => void;
}

/** Experiments that are computed or verified, one after another, each on all engine processes. */
export class ExperimentQueue {
  readonly #waiting: Entry[] = [];
  #running: Running | null = null;
  #closed = false;
  /** Set while the first that waits could not begin for a reason that may pass: how to stop trying it again. */
  #stopRetry: (() => void) | null = null;
  /** The experiment whose waiting to begin was said. */
  #toldOf: ExperimentId | null = null;
  readonly #statuses: OwedStatuses;

  constructor(private readonly options: QueueOptions) {
    this.#statuses = new OwedStatuses(options);
  }

  /** Queues an experiment; one that runs or waits already stays where it is. */
  add(id: ExperimentId): void {
    if (this.#has(id, 'compute')) return;
    this.#statuses.set(id, 'queued');
    this.#waiting.push({ id, deed: 'compute', verification: null });
    this.#next();
  }

  /** Queues that these runs of an experiment are computed again; where that is queued already, it stays as it is. */
  addVerification(
    { id, name }: ExperimentRecord,
    choice: VerificationChoice,
    places: readonly RunPlace[],
  ): void {
    if (this.#has(id, 'verify')) return;
    this.#waiting.push({ id, deed: 'verify', verification: { choice, places } });
    this.options.say('info', `"${name}" is to be verified: ${places.length} runs.`);
    this.#next();
  }

  #has(id: ExperimentId, deed: QueueDeed): boolean {
    const entries = [...(this.#running ? [this.#running.entry] : []), ...this.#waiting];
    return entries.some((entry) => entry.id === id && entry.deed === deed);
  }

  pause(): void {
    const run = this.#running?.run;
    if (run?.progress().phase !== 'running') return;
    run.pause();
    this.options.say('info', `Paused "${this.#running!.record.name}".`);
  }

  resume(): void {
    const run = this.#running?.run;
    const phase = run?.progress().phase;
    if (phase === 'waiting') run!.resume();
    if (phase !== 'paused') return;
    run!.resume();
    this.options.say('info', `Resumed "${this.#running!.record.name}".`);
  }

  /** Takes an experiment out of the queue; resolves when nothing of it is computed any more. */
  async cancel(id: ExperimentId, deed: QueueDeed = 'compute'): Promise<void> {
    const position = this.#waiting.findIndex((entry) => entry.id === id && entry.deed === deed);
    if (position >= 0) {
      this.#waiting.splice(position, 1);
      if (deed === 'compute') this.#statuses.set(id, 'cancelled');
      this.options.libraryChanged();
      return;
    }
    const running = this.#running;
    if (running?.record.id !== id || running.entry.deed !== deed) return;
    running.cancelled = true;
    running.run?.cancel();
    await running.ended;
  }

  /** Takes experiments out of the queue, those that wait first: none of them starts meanwhile. */
  async cancelAll(ids: readonly ExperimentId[]): Promise<void> {
    const waiting = this.#waiting.filter((entry) => ids.includes(entry.id));
    for (const { id, deed } of waiting) await this.cancel(id, deed);
    const running = this.#running?.entry;
    if (running && ids.includes(running.id)) await this.cancel(running.id, running.deed);
  }

  /** Whether something runs or waits to. */
  get busy(): boolean {
    return this.#running !== null || this.#waiting.length > 0;
  }

  /** Ends the running experiment and forgets those that wait: in the archive all are queued, to be gone on with. */
  async stop(): Promise<void> {
    this.#waiting.length = 0;
    this.#stopRetry?.();
    this.#stopRetry = null;
    const running = this.#running;
    if (running === null) return;
    running.cancelled = true;
    running.run?.cancel();
    await running.ended;
    if (running.entry.deed === 'verify') return;
    const after = this.options.archive.findById(running.record.id);
    if (after?.status === 'cancelled') this.#statuses.set(running.record.id, 'queued');
  }

  /** Closing a window is not giving up: what runs waits to be gone on with. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.stop();
    this.#statuses.close();
  }

  state(): Pick<LiveState, 'queue' | 'running' | 'verifying'> {
    const running = this.#running;
    const queue = [...(running ? [running.entry] : []), ...this.#waiting].flatMap(({ id, deed }) => {
      const name = this.options.archive.findById(id)?.name;
      return name === undefined ? [] : [{ id, name, deed }];
    });
    if (running === null) return { queue, running: null, verifying: null };
    return running.entry.deed === 'compute'
      ? { queue, running: liveState(running), verifying: null }
      : { queue, running: null, verifying: verifyingState(running) };
  }

  #next(): void {
    if (this.#running !== null || this.#closed || this.#stopRetry !== null) return;
    const entry = this.#waiting.shift();
    if (entry === undefined) return;
    const record = this.options.archive.findById(entry.id);
    if (record === null || record.deletedAt !== null) {
      this.#next();
      return;
    }
    const counts = noCounts(record);
    let settle = (): void => undefined;
    const ended = new Promise<void>((resolve) => (settle = resolve));
    const beginning = { run: null, verification: null, cancelled: false, lastResultAt: null };
    const running: Running = { entry, record, counts, ended, ...beginning };
    this.#running = running;
    const { verification } = entry;
    void (verification ? this.#verify(running, verification) : this.#compute(running)).finally(() => {
      this.#running = null;
      settle();
      this.options.libraryChanged();
      this.#next();
    });
  }

  /** Nothing of an experiment was computed, since the archive takes nothing for now: it stays the first in the queue. */
  #tryLater({ entry, record: { id, name } }: Running, error: WorkbenchError): void {
    if (this.#toldOf !== id) this.options.say('warning', `"${name}" waits to begin: ${error.message}`);
    this.#toldOf = id;
    this.#waiting.unshift(entry);
    this.#stopRetry = this.options.clock.every(RETRY_MS, () => {
      this.#stopRetry?.();
      this.#stopRetry = null;
      this.#next();
    });
  }

  async #compute(running: Running): Promise<void> {
    const { archive, background, launch, clock, processes, machine, say, changed } = this.options;
    const { record, counts } = running;
    try {
      const opened = await background.openSpec(record.spec);
      await this.#adopt(running);
      const table = await background.cellTable(record.id);
      if (table !== null) countArchived(counts, table);
      if (running.cancelled) {
        this.#statuses.set(record.id, 'cancelled');
        return;
      }
      const processCount = processes();
      const run = new ExperimentRun({
        spec: opened.spec,
        data: opened.data,
        archive,
        launch,
        clock,
        processes: processCount,
        onResults: (results) => {
          results.forEach((result) => countResult(counts, result));
          running.lastResultAt = Date.now();
        },
        onFailure: (failure) => countFailed(counts, failure),
        ...(this.options.freeBytes && { freeBytes: this.options.freeBytes }),
        onWaiting: (waiting) =>
          waiting === null
            ? say('info', `"${record.name}" goes on: the archive takes finished runs again.`)
            : say(
                'warning',
                `"${record.name}" waits for ${waiting.what}. ${waiting.detail} ${waiting.remedy} Finished runs are kept.`,
              ),
        onEngineLost: (reason) =>
          say('warning', `An engine process was replaced (${reason}); its runs are done again.`),
      });
      running.run = run;
      const missing = run.progress().runs.total - run.progress().runs.finished;
      say('info', `Started "${record.name}": ${missing} runs to compute.`);
      this.options.libraryChanged();
      const unsubscribe = run.subscribe(changed);
      const summary = await computeSession(opened, run, { archive, machine, processes: processCount });
      unsubscribe();
      if (!summary.recorded) this.#statuses.set(record.id, 'cancelled');
      say(summary.how === 'failed' ? 'error' : 'info', ending(record.name, summary));
    } catch (error) {
      if (running.run === null && !running.cancelled && error instanceof WorkbenchError && error.mayPass) {
        this.#tryLater(running, error);
        return;
      }
      say('error', `"${record.name}" stopped: ${sentence(error)}`);
      this.#statuses.set(record.id, 'queued');
    }
  }

  async #verify(running: Running, { choice, places }: QueuedVerification): Promise<void> {
    const { archive, background, launch, clock, processes, machine, say, changed } = this.options;
    const { record } = running;
    try {
      const opened = await background.openSpec(record.spec);
      if (running.cancelled) return;
      const verification = new VerificationRun(record, opened, {
        archive,
        launch,
        clock,
        machine,
        choice,
        places,
        processes: processes(),
        onEngineLost: (reason) =>
          say('warning', `An engine process was replaced (${reason}); its runs are done again.`),
      });
      running.verification = verification;
      running.run = verification.run;
      const unsubscribe = verification.run.subscribe(changed);
      const { how, verification: found } = await verification.finished;
      unsubscribe();
      const differing = found.checked - found.equal;
      say(differing > 0 ? 'error' : 'info', verified(record.name, how, found));
    } catch (error) {
      say('error', `"${record.name}" could not be verified: ${sentence(error)}`);
    }
  }

  /** Takes over what other experiments have of this one, in short transactions. */
  async #adopt(running: Running): Promise<void> {
    const { archive, say } = this.options;
    const { record } = running;
    const adopted = await adoptRuns(archive, record, {
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
      stopped: () => running.cancelled,
    });
    for (const { name, runs } of adopted)
      say('info', `"${record.name}" takes over ${runs} runs from "${name}".`);
  }
}
