import type { Maintenance, MaintenanceKind } from '@shared/contract/care';
import { WorkbenchError } from '@shared/contract/errors';

/** What is done to the archive as a whole: one thing at a time, or nothing. */
export type MaintenanceState = Maintenance | null;

const TRAITS: Readonly<
  Record<MaintenanceKind, Pick<Maintenance, 'cancellable' | 'blocksWriting'> & { readonly doing: string }>
> = {
  backup: { cancellable: true, blocksWriting: false, doing: 'backed up' },
  check: { cancellable: false, blocksWriting: false, doing: 'checked' },
  // SQLite cannot be interrupted while it writes the new file.
  compact: { cancellable: false, blocksWriting: true, doing: 'compacted' },
  restore: { cancellable: true, blocksWriting: true, doing: 'replaced by a backup' },
  move: { cancellable: true, blocksWriting: true, doing: 'moved to another folder' },
};

/**
 * The state once this has begun.
 * @throws WorkbenchError 'archive-busy' while something else is done, or while experiments are computed or wait to be and
 * this would stand in their way.
 */
export function begin(state: MaintenanceState, kind: MaintenanceKind, computing: boolean): Maintenance {
  if (state !== null) throw archiveBusy(state.kind);
  const { cancellable, blocksWriting } = TRAITS[kind];
  if (blocksWriting && computing) {
    throw new WorkbenchError(
      'archive-busy',
      'Experiments are computed or wait to be.',
      'Wait until they have ended, or cancel them: finished runs are kept.',
      { mayPass: true },
    );
  }
  return { kind, done: null, cancellable, blocksWriting };
}

export function progressed(state: MaintenanceState, done: number | null): MaintenanceState {
  return state === null ? null : { ...state, done };
}

/** Why something cannot be done to the archive now. */
export function archiveBusy(kind: MaintenanceKind): WorkbenchError {
  return new WorkbenchError(
    'archive-busy',
    `The archive is being ${TRAITS[kind].doing}.`,
    'Wait until that is done; the status bar says how far it is.',
    { mayPass: true },
  );
}
