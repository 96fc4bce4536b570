import { Worker, type MessagePort } from 'node:worker_threads';
import { WorkbenchError, type ErrorCode, type Problem } from '@shared/contract/errors';
import { Packed } from '@shared/contract/packed';
import { encodeMessage } from '@shared/contract/wire-codec';
import type { Background } from '../../core/background';

export interface BackgroundSettings {
  readonly folder: string;
}

/** Errors lose their class and fields between threads: an expected one crosses as its parts. */
type Answer =
  | { readonly call: number; readonly value: unknown }
  | { readonly call: number; readonly packed: Uint8Array<ArrayBuffer> }
  | { readonly call: number; readonly failure: Failure }
  | { readonly call: number; readonly bug: string };

interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string | null;
  readonly problems: readonly Problem[];
}

interface Call {
  readonly call: number;
  readonly method: keyof Background;
  readonly parameters: unknown[];
}

type AnyMethod = (...parameters: unknown[]) => Promise<unknown>;

/** Of what the main thread only hands on, answers so large that it should neither read nor write them. */
const PACKED: ReadonlySet<keyof Background> = new Set(['searchLibrary']);

/** Answers calls that arrive at the thread's port. */
export function serveThread(port: MessagePort, background: Background): void {
  port.on('message', ({ call, method, parameters }: Call) => {
    void (background[method] as AnyMethod)(...parameters)
      .then(
        (value): Answer => (PACKED.has(method) ? { call, packed: encodeMessage(value) } : { call, value }),
        (error: unknown): Answer => {
          if (!(error instanceof WorkbenchError)) {
            return { call, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
          }
          const { code, message, remedy, problems } = error;
          return { call, failure: { code, message, remedy, problems } };
        },
      )
      .then((answer) => port.postMessage(answer, 'packed' in answer ? [answer.packed.buffer] : []));
  });
}

/** Starts the thread and gives its methods. Calls that are open when it ends reject. */
export function backgroundThread(entry: string, settings: BackgroundSettings): Background {
  const worker = new Worker(entry, { workerData: settings });
  const open = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  let calls = 0;
  worker.on('message', (answer: Answer) => {
    const waiting = open.get(answer.call);
    open.delete(answer.call);
    if ('value' in answer) waiting?.resolve(answer.value);
    else if ('packed' in answer) waiting?.resolve(new Packed(answer.packed));
    else if ('bug' in answer) waiting?.reject(new Error(answer.bug));
    else {
      const { code, message, remedy, problems } = answer.failure;
      waiting?.reject(new WorkbenchError(code, message, remedy, {}, problems));
    }
  });
  let ended: Error | null = null;
  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of open.values()) reject(ended);
    open.clear();
  };
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`the background thread ended (code ${code})`)));
  const ask =
    (method: keyof Background) =>
    (...parameters: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        if (ended !== null) {
          reject(ended);
          return;
        }
        calls += 1;
        open.set(calls, { resolve, reject });
        worker.postMessage({ call: calls, method, parameters } satisfies Call);
      });
  const methods: Record<keyof Background, AnyMethod> = {
    openSpec: ask('openSpec'),
    searchLibrary: ask('searchLibrary'),
    listTags: ask('listTags'),
    diskUse: ask('diskUse'),
    chooseRuns: ask('chooseRuns'),
    provenance: ask('provenance'),
    cellTable: ask('cellTable'),
    theory: ask('theory'),
    runsOfCell: ask('runsOfCell'),
    traces: ask('traces'),
    replayRun: ask('replayRun'),
    figures: ask('figures'),
    previewSheet: ask('previewSheet'),
    exportSheet: ask('exportSheet'),
    openRecipe: ask('openRecipe'),
    paperFigures: ask('paperFigures'),
    paperVerdicts: ask('paperVerdicts'),
    compare: ask('compare'),
    comparisonReport: ask('comparisonReport'),
    reproductionReport: ask('reproductionReport'),
    study: ask('study'),
    studyProgress: ask('studyProgress'),
    cancelStudy: ask('cancelStudy'),
    cancelStudies: ask('cancelStudies'),
    readFrom: ask('readFrom'),
    previewSpec: ask('previewSpec'),
    importTable: ask('importTable'),
    close: async () => {
      if (ended === null) await ask('close')();
      await worker.terminate();
    },
  };
  return methods as unknown as Background;
}
