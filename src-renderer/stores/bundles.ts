import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import {
  LARGEST_FETCHED,
  UPLOAD_PART,
  type BundlePlan,
  type FolderFile,
  type FolderFileRequest,
} from '@shared/contract/bundles';
import type { StudyProgress } from '@shared/contract/studies';
import { ApiError } from '../client/connection';
import { pickFile, saveFile } from '../composables/files';
import type { RunningStudy } from '../composables/use-study';
import { useConnection } from '../composables/use-connection';
import { useNotices } from './notices';

/** What the dialog shows. */
export type BundleStage =
  | { readonly kind: 'working'; readonly title: string; readonly study: RunningStudy }
  /** Checked: what importing would do. */
  | { readonly kind: 'plan'; readonly file: string; readonly plan: BundlePlan }
  | { readonly kind: 'imported'; readonly file: string; readonly plan: BundlePlan }
  | { readonly kind: 'saved'; readonly file: FolderFile }
  | { readonly kind: 'failed'; readonly title: string; readonly error: unknown };

const POLL_MS = 250;

/** Bundles on their way in and out, and files of data: one at a time, in a dialog. */
export const useBundles = defineStore('bundles', () => {
  const { api } = useConnection();
  const stage = shallowRef<BundleStage | null>(null);
  let upload: string | null = null;
  let wished = false;
  const isCancelled = (): boolean => wished;

  /** Shows how far it is until it is done; false where it was cancelled or failed. */
  async function follow(
    title: string,
    work: (tell: (progress: StudyProgress) => void) => Promise<void>,
  ): Promise<void> {
    const begunAt = Date.now();
    wished = false;
    const tell = (progress: StudyProgress | null): void => {
      if (stage.value?.kind === 'working')
        stage.value = { kind: 'working', title, study: { progress, begunAt } };
    };
    stage.value = { kind: 'working', title, study: { progress: null, begunAt } };
    let telling = false;
    const poll = setInterval(() => {
      void api.deedProgress().then((progress) => {
        if (progress !== null && !telling) tell(progress);
      });
    }, POLL_MS);
    try {
      await work((progress) => {
        telling = progress.share !== 1;
        tell(progress);
      });
    } catch (error) {
      const stopped = isCancelled() || (error instanceof ApiError && error.code === 'interrupted');
      stage.value = stopped ? null : { kind: 'failed', title, error };
      await forget();
    } finally {
      clearInterval(poll);
    }
  }

  async function forget(): Promise<void> {
    const old = upload;
    upload = null;
    if (old !== null) await api.dropBundle(old);
  }

  /** Hands a bundle over, part by part, and has it checked. */
  async function open(file: File): Promise<void> {
    if (stage.value?.kind === 'working') {
      useNotices().warn(
        `${file.name} is not opened.`,
        'Wait for the bundle that is under way, or cancel it.',
      );
      return;
    }
    await forget();
    const own = crypto.randomUUID();
    upload = own;
    await follow(`Checking ${file.name}`, async (tell) => {
      for (let offset = 0; offset < file.size; offset += UPLOAD_PART) {
        if (isCancelled()) throw new ApiError('interrupted', 'It was cancelled.', null);
        const part = await file.slice(offset, offset + UPLOAD_PART).arrayBuffer();
        await api.receiveBundle(own, offset, new Uint8Array(part));
        tell({ said: 'reading the file', share: Math.min(1, (offset + UPLOAD_PART) / file.size) });
      }
      stage.value = { kind: 'plan', file: file.name, plan: await api.lookIntoBundle(own) };
    });
  }

  /** Brings in what was checked. */
  async function take(): Promise<void> {
    if (stage.value?.kind !== 'plan' || upload === null) return;
    const [own, { file }] = [upload, stage.value];
    await follow(`Importing ${file}`, async () => {
      stage.value = { kind: 'imported', file, plan: await api.importBundle(own) };
      await forget();
    });
  }

  async function save(title: string, request: FolderFileRequest): Promise<void> {
    if (stage.value?.kind === 'working') return;
    await follow(title, async () => {
      stage.value = { kind: 'saved', file: await api.saveToFolder(request) };
    });
  }

  return {
    stage,
    open,
    pick: async (): Promise<void> => {
      const file = await pickFile('.zip');
      if (file !== null) await open(file);
    },
    take,
    /** They were taken out of the bin meanwhile. */
    markCurrent: (ids: readonly string[]): void => {
      if (stage.value?.kind !== 'plan' && stage.value?.kind !== 'imported') return;
      const { plan } = stage.value;
      const experiments = plan.experiments.map((step) =>
        ids.includes(step.id) ? { ...step, shelf: 'current' as const } : step,
      );
      stage.value = { ...stage.value, plan: { ...plan, experiments } };
    },
    /** @param ids of experiments, each with all its runs. */
    exportBundle: (ids: readonly string[], title: string): Promise<void> =>
      save(title, { kind: 'bundle', experiments: ids }),
    saveData: (title: string, request: FolderFileRequest): Promise<void> => save(title, request),
    isFetchable: ({ bytes }: FolderFile): boolean => bytes <= LARGEST_FETCHED,
    fetch: async ({ name }: FolderFile): Promise<void> => {
      const { bytes, mediaType } = await api.fetchFromFolder(name);
      saveFile(name, bytes, mediaType);
    },
    cancel: (): void => {
      wished = true;
      void api.cancelDeed();
    },
    close: (): void => {
      stage.value = null;
      void forget();
    },
  };
});
