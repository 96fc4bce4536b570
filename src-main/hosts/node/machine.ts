import { arch, cpus, release } from 'node:os';
import type { Machine } from '@shared/contract/provenance';
import { PROGRAM_VERSION } from '../version';

/** This machine and program, as provenance records them. */
export function thisMachine(): Machine {
  const { node } = process.versions;
  // Under plain Node there is none, whatever the types of Electron say.
  const electron = process.versions.electron as string | undefined;
  return {
    programVersion: PROGRAM_VERSION,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    platform: `${process.platform} ${release()} ${arch()}`,
    runtime: electron === undefined ? `Node ${node}` : `Electron ${electron}, Node ${node}`,
  };
}
