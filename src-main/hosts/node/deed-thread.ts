import { mkdirSync, rmSync } from 'node:fs';
import { appendFile, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EXPORTS_FOLDER, LARGEST_FETCHED, type Deed, type DeedAnswer } from '@shared/contract/bundles';
import { WorkbenchError, type ErrorCode } from '@shared/contract/errors';
import type { StudyProgress } from '@shared/contract/studies';
import type { DeedHost } from '../../core/deed-desk';
import { makeIncoming } from './incoming-folder';

export interface DeedRequest {
  readonly folder: string;
  readonly deed: Deed;
}

/** What the thread says: errors lose their class and fields on the way, an expected one crosses as its parts. */
export type DeedMessage =
  | { readonly progress: StudyProgress }
  | { readonly value: unknown }
  | {
      readonly failure: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly remedy: string | null;
      };
    }
  | { readonly bug: string };

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
  zip: 'application/zip',
};

/** @param entry the bundled deed-worker.ts. @param folder the data folder, which may move. */
export function deedThreads(entry: string, folder: () => string): DeedHost & { close(): void } {
  /** Bundles that windows hand over, by the names that these made up. */
  let incoming: string | null = null;
  const pathOf = (upload: string): string => {
    incoming ??= makeIncoming(folder());
    return join(incoming, upload);
  };
  return {
    run: (deed, { signal, told }) => inThread(entry, { folder: folder(), deed }, signal, told),
    async fetch(name) {
      const path = join(folder(), EXPORTS_FOLDER, name);
      const found = await stat(path).catch(() => null);
      if (found?.isFile() !== true || found.size > LARGEST_FETCHED) {
        throw new WorkbenchError(
          'bad-arguments',
          `${name} is not there, or too large to be fetched.`,
          `Take it from ${join(folder(), EXPORTS_FOLDER)}.`,
        );
      }
      const mediaType = MEDIA_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
      return { name, mediaType, bytes: new Uint8Array(await readFile(path)) };
    },
    async receive(upload, offset, part) {
      const path = pathOf(upload);
      if (offset === 0) await rm(path, { force: true });
      const size = (await stat(path).catch(() => null))?.size ?? 0;
      if (size !== offset) {
        throw new WorkbenchError(
          'bad-arguments',
          `The bundle has ${size} bytes so far; a part from ${offset} on does not follow.`,
          'Open the bundle again.',
        );
      }
      try {
        await appendFile(path, part);
      } catch (error) {
        await rm(path, { force: true });
        const { code, message } = error as NodeJS.ErrnoException;
        throw new WorkbenchError(
          code === 'ENOSPC' ? 'disk-full' : 'folder-unusable',
          `The bundle cannot be kept in ${folder()}: ${message}.`,
          'Make room there and open it again.',
          { cause: error },
        );
      }
    },
    pathOf,
    drop: async (upload) => rm(pathOf(upload), { force: true }),
    close: () => {
      if (incoming !== null) rmSync(incoming, { recursive: true, force: true });
    },
  };
}

function inThread<D extends Deed>(
  entry: string,
  request: DeedRequest,
  signal: AbortSignal,
  told: (progress: StudyProgress) => void,
): Promise<DeedAnswer<D>> {
  mkdirSync(join(request.folder, EXPORTS_FOLDER), { recursive: true });
  const worker = new Worker(entry, { workerData: request });
  signal.addEventListener('abort', () => worker.postMessage('cancel'));
  return new Promise((resolve, reject) => {
    worker.on('message', (message: DeedMessage) => {
      if ('progress' in message) told(message.progress);
      else if ('value' in message) resolve(message.value as DeedAnswer<D>);
      else if ('bug' in message) reject(new Error(message.bug));
      else reject(new WorkbenchError(message.failure.code, message.failure.message, message.failure.remedy));
    });
    worker.once('error', reject);
    // After an answer or an error this comes too late to matter.
    worker.once('exit', (code) => reject(new Error(`the thread ended without an answer (code ${code})`)));
  });
}
