import type { WorkbenchApi } from '@shared/contract/api';
import type { BundlePlan, BundleStep } from '@shared/contract/bundles';
import type { StudyProgress } from '@shared/contract/studies';
import { ApiError } from '../../src-renderer/client/connection';
import type { FakeArchive } from './fake-archive';

type Deeds = Pick<
  WorkbenchApi,
  | 'saveToFolder'
  | 'fetchFromFolder'
  | 'receiveBundle'
  | 'lookIntoBundle'
  | 'importBundle'
  | 'dropBundle'
  | 'deedProgress'
  | 'cancelDeed'
>;

const FOLDER = '/home/reader/workbench/exports';
const SLOWNESS_MS = 60;

/** Bundles in a page's memory: what a bundle has follows from the first word of its content: good, conflict or bad. */
export function fakeDeeds(archive: FakeArchive, changed: () => void): Deeds {
  const uploads = new Map<string, Uint8Array>();
  let progress: StudyProgress | null = null;
  let wished = false;
  const isCancelled = (): boolean => wished;

  async function slowly<T>(said: string, answer: () => T): Promise<T> {
    wished = false;
    try {
      for (let i = 0; i <= 4; i += 1) {
        progress = { said, share: i / 4 };
        await new Promise((resolve) => setTimeout(resolve, SLOWNESS_MS));
        if (isCancelled()) throw new ApiError('interrupted', 'It was cancelled.', 'Nothing was left behind.');
      }
      return answer();
    } finally {
      progress = null;
    }
  }

  function planOf(upload: string, imported: boolean): BundlePlan {
    const content = new TextDecoder().decode(uploads.get(upload) ?? new Uint8Array());
    if (content.startsWith('bad')) {
      throw new ApiError(
        'bad-bundle',
        'README.txt of the bundle does not have the sum that it should.',
        'Nothing was imported. Get the bundle anew from where it comes from.',
      );
    }
    const step = (id: string, name: string, rest: Partial<BundleStep>): BundleStep => ({
      id: id.repeat(16),
      name,
      as: name,
      action: 'new',
      shelf: null,
      runs: 1200,
      added: 1200,
      difference: null,
      ...rest,
    });
    const experiments = [
      step('a', 'figure-3', { as: 'figure-3-2' }),
      step('b', 'a sweep over depths, with twice as many repetitions', {
        action: 'add',
        shelf: 'archived',
        added: 600,
      }),
      step('c', 'small scales', {
        id: archive.list()[0]?.id ?? 'c',
        action: 'here',
        shelf: 'bin',
        added: 0,
      }),
    ];
    const conflict = step('d', 'residual', {
      action: 'conflict',
      added: 3,
      difference: 'cell 1, repetition 1: finalRisk is 1e-323 in the bundle and 1.5e-323 here',
    });
    return {
      program: '0.1.0',
      experiments: content.startsWith('conflict') ? [...experiments, conflict] : experiments,
      imported,
    };
  }

  return {
    saveToFolder: (request) =>
      slowly('writing', () => {
        if (request.kind === 'bundle') {
          const [first, ...others] = request.experiments.map(
            (id) => archive.list().find((record) => record.id === id)!.name,
          );
          const name = `${others.length > 0 ? 'experiments' : first!}.workbench.zip`;
          const said = `${request.experiments.length} experiments, 240 runs`;
          return { name, path: `${FOLDER}/${name}`, bytes: 1_234_567, said };
        }
        const name = `${request.kind}.${request.format}`;
        return { name, path: `${FOLDER}/${name}`, bytes: 4321, said: `${request.kind} of 240 runs` };
      }),
    fetchFromFolder: async (name) => ({ name, mediaType: 'application/zip', bytes: new Uint8Array(3) }),
    receiveBundle: async (upload, offset, part) => {
      const before = offset === 0 ? new Uint8Array() : uploads.get(upload)!;
      uploads.set(upload, new Uint8Array([...before, ...part]));
    },
    lookIntoBundle: (upload) => slowly('checking sums', () => planOf(upload, false)),
    importBundle: (upload) =>
      slowly('importing "figure-3"', () => {
        changed();
        return planOf(upload, true);
      }),
    dropBundle: async (upload) => void uploads.delete(upload),
    deedProgress: async () => progress,
    cancelDeed: async () => {
      wished = true;
    },
  };
}
