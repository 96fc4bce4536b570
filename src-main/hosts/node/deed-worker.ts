import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import {
  EXPORTS_FOLDER,
  type BundlePlan,
  type Deed,
  type FolderFile,
  type FolderFileRequest,
} from '@shared/contract/bundles';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import type { ArchiveReader, Pace } from '../../core/ports';
import { exportExperiment } from '../../export/export-experiment';
import { isArchiveFile, openArchiveReader, openArchiveWriter } from '../../store';
import { lookIntoBundle, takeBundle, writeBundle } from './bundle-file';
import type { DeedMessage, DeedRequest } from './deed-thread';
import { paceOf } from './pace';

/** The thread of one deed: its request as its data, progress on the way, one answer, and it ends. */

const port = parentPort!;
const { folder, deed } = workerData as DeedRequest;

/** The main thread wants to write too: it finds the archive free between two slices. */
const REST_MS = 2;

const say = (message: DeedMessage): void => port.postMessage(message);

let cancelled = false;
port.on('message', () => (cancelled = true));

const pace = paceOf({
  rest: REST_MS,
  told: (said, share) => say({ progress: { said, share } }),
  cancelled: () => cancelled,
});

async function reading<T>(use: (archive: ArchiveReader | null) => Promise<T>): Promise<T> {
  const archive = openArchiveReader(folder);
  try {
    return await use(archive);
  } finally {
    archive?.close();
  }
}

async function act(asked: Deed): Promise<FolderFile | BundlePlan> {
  switch (asked.kind) {
    case 'write':
      return reading((archive) => write(archive!, asked.request, pace));
    case 'look':
      return reading((archive) => lookIntoBundle(folder, archive, asked.file, pace));
    case 'take': {
      const archive = openArchiveWriter(folder);
      try {
        return await takeBundle(folder, archive, asked.file, pace);
      } finally {
        archive.close();
      }
    }
  }
}

async function write(archive: ArchiveReader, request: FolderFileRequest, own: Pace): Promise<FolderFile> {
  const find = (id: string): ExperimentRecord => {
    const found = archive.findById(id as ExperimentId);
    if (found !== null) return found;
    throw new WorkbenchError('unknown-experiment', 'This experiment is not in the data folder.');
  };
  if (request.kind === 'bundle') {
    const records = request.experiments.map(find);
    const { name, path } = freePath(records.length === 1 ? records[0]!.name : 'experiments', 'workbench.zip');
    const { bytes, experiments, runs } = await writeBundle(folder, archive, records, path, own);
    const said = `${experiments} ${experiments === 1 ? 'experiment' : 'experiments'}, ${runs} runs`;
    return { name, path, bytes, said };
  }
  const experiment = find(request.experiment);
  const { kind: what, format } = request;
  const { name, path } = freePath(`${experiment.name}-${what}`, format);
  const rules = { isReserved: (own: string) => isArchiveFile(folder, own), replaces: false };
  const runs = await exportExperiment(archive, { experiment, what, format, file: path }, rules, own);
  return {
    name,
    path,
    bytes: statSync(path).size,
    said: `${what === 'traces' ? 'traces of ' : ''}${runs} runs`,
  };
}

/** A name that every file system takes, with -2, -3, … where it is taken. */
function freePath(wanted: string, ending: string): { name: string; path: string } {
  const plain = wanted
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[._-]+|[.-]+$/g, '')
    .slice(0, 100);
  const stem = plain === '' ? 'experiment' : plain;
  for (let i = 1; ; i += 1) {
    const name = `${stem}${i === 1 ? '' : `-${i}`}.${ending}`;
    const path = join(folder, EXPORTS_FOLDER, name);
    if (!existsSync(path)) return { name, path };
  }
}

act(deed)
  .then(
    (value): DeedMessage => ({ value }),
    (error: unknown): DeedMessage => {
      if (error instanceof WorkbenchError) {
        const { code, message, remedy } = error;
        return { failure: { code, message, remedy } };
      }
      return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    },
  )
  .then((message) => {
    say(message);
    port.close();
  })
  .catch((error: unknown) => {
    throw error;
  });
