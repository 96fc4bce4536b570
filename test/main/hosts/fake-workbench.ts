import type { LiveState } from '@shared/contract/live-state';
import type { WorkbenchApi } from '@shared/contract/api';
import type { ExperimentId } from '@shared/contract/ids';
import type { ServedWorkbench } from '../../../src-main/hosts/rpc/served-workbench';

export const SOME_ID = '0123456789abcdef' as ExperimentId;

export interface FakeWorkbench extends ServedWorkbench {
  /** What reached the application: method and arguments. */
  readonly calls: readonly (readonly unknown[])[];
  /** How many subscribers there are. */
  subscribers(): number;
  /** How often somebody asked for the state. */
  readonly stateAsked: () => number;
  /** A change: the revision becomes this number. */
  change(revision: number): void;
}

/**
 * An application that answers every method with what `answers` says, or with null. Its state is told by the revision
 * alone.
 */
export function fakeWorkbench(
  answers: Partial<Record<keyof WorkbenchApi, () => unknown>> = {},
): FakeWorkbench {
  const calls: unknown[][] = [];
  const listeners = new Set<() => void>();
  let revision = 0;
  let asked = 0;
  const api = new Proxy({} as ServedWorkbench['api'], {
    ownKeys: () => METHODS,
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
    get: (_, method: keyof WorkbenchApi) => {
      if (!METHODS.includes(method)) return undefined;
      return async (...parameters: unknown[]) => {
        calls.push([method, ...parameters]);
        const answer = answers[method];
        return answer === undefined ? null : answer();
      };
    },
  });
  return {
    api,
    calls,
    state: () => {
      asked += 1;
      return stateOf(revision);
    },
    stateAsked: () => asked,
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    subscribers: () => listeners.size,
    change: (next) => {
      revision = next;
      for (const listener of listeners) listener();
    },
  };
}

export function stateOf(revision: number): LiveState {
  return { libraryRevision: revision, queue: [], running: null, verifying: null, maintenance: null, log: [] };
}

const METHODS: readonly (keyof WorkbenchApi)[] = [
  'about',
  'getExperiment',
  'cellTable',
  'theory',
  'runsOfCell',
  'traces',
  'replayRun',
  'previewSpec',
  'importTable',
  'startExperiment',
  'pause',
  'resume',
  'cancel',
  'provenance',
  'verify',
  'cancelVerification',
  'rename',
  'setNotes',
  'searchLibrary',
  'listTags',
  'diskUse',
  'setStarred',
  'setArchived',
  'tagExperiments',
  'untagExperiments',
  'deleteExperiments',
  'restoreExperiments',
  'purgeExperiments',
  'keptItems',
  'keepItem',
  'forgetItem',
  'archiveCare',
  'backUp',
  'checkArchive',
  'compactArchive',
  'restoreBackup',
  'moveDataFolder',
  'cancelMaintenance',
  'chooseFolder',
  'openWindow',
  'preferences',
  'setPreferences',
];
