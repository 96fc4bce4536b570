import { decodeMessage, encodeMessage } from '@shared/contract/wire-codec';
import type { RunCheckpoint } from '@shared/training/run-checkpoint';

/** Part of the format: a checkpoint of another version is no use, and its run begins anew. */
const VERSION = 1;

export function checkpointBytes(checkpoint: RunCheckpoint): Uint8Array {
  return encodeMessage({ version: VERSION, checkpoint });
}

/** Null where the bytes are of another version of the program. */
export function checkpointFrom(bytes: Uint8Array): RunCheckpoint | null {
  const message = decodeMessage(bytes) as { readonly version: number; readonly checkpoint: RunCheckpoint };
  return message.version === VERSION ? message.checkpoint : null;
}
