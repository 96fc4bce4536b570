import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import { findPreset } from '@shared/catalogue';
import type { SpecPreview, TablePreview } from '@shared/contract/api';
import type { Problem } from '@shared/contract/errors';
import { readPath, writePath } from '../composables/spec-path';
import { shortNumbers } from '../composables/short-numbers';
import { storedJson } from '../composables/stored-json';
import { useConnection } from '../composables/use-connection';
import { useNotices } from './notices';

/** Text of the JSON editor that is no spec yet, and why. */
export interface UnfinishedText {
  readonly text: string;
  readonly problem: string;
}

type GoodPreview = Extract<SpecPreview, { ok: true }>;

/** How long typing must rest before a spec is looked at. */
const DEBOUNCE_MS = 150;

/**
 * The experiment that is being designed: a spec that need not be valid, as it was typed, and what the application says
 * to it. A page that is loaded anew has it still.
 */
export const useDraft = defineStore('draft', () => {
  const { api } = useConnection();
  const stored = storedJson('draft', (kept) => kept, sessionStorage);
  const spec = shallowRef<unknown>(stored.get() ?? shortNumbers(findPreset('quick')!.spec));
  const storedText = storedJson('draft-text', readUnfinished, sessionStorage);
  /** What was typed over the spec as JSON and is none yet; the spec is still the one before. */
  const unfinished = shallowRef(storedText.get());
  const preview = shallowRef<SpecPreview | null>(null);
  /** What was said to the last valid spec. */
  const lastGood = shallowRef<GoodPreview | null>(null);
  const failure = shallowRef<unknown>(null);
  /** Whether the preview is of an earlier spec. */
  const outdated = shallowRef(true);
  /** The table that was imported last. */
  const table = shallowRef<TablePreview | null>(null);
  /** What a part of the spec was before another kind was chosen for it. */
  const remembered = new Map<string, unknown>();

  let timer = 0;
  let asked = 0;

  async function check(): Promise<void> {
    window.clearTimeout(timer);
    asked += 1;
    const question = asked;
    try {
      const answer = await api.previewSpec(spec.value);
      if (question !== asked) return;
      preview.value = answer;
      failure.value = null;
      if (answer.ok) lastGood.value = answer;
    } catch (error) {
      if (question !== asked) return;
      failure.value = error;
    }
    outdated.value = false;
  }

  watch(spec, (next) => {
    stored.set(next);
    outdated.value = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void check(), DEBOUNCE_MS);
  });
  watch(unfinished, storedText.set);
  void check();

  const problems = computed<readonly Problem[]>(() =>
    preview.value?.ok === false ? preview.value.problems : [],
  );

  function set(path: string, value: unknown): void {
    spec.value = writePath(spec.value, path, value);
  }

  /** Puts another kind of thing at a path; going back to the first kind brings back what stood there. */
  function exchange(path: string, from: string, to: string, fresh: () => unknown): void {
    remembered.set(`${path} ${from}`, readPath(spec.value, path));
    set(path, remembered.get(`${path} ${to}`) ?? fresh());
  }

  /** Starts over from a spec. @returns the way back to what was there; what was edited since can be had back then. */
  function load(next: unknown): () => void {
    const back = putBack();
    remembered.clear();
    spec.value = shortNumbers(next);
    unfinished.value = null;
    const loaded = spec.value;
    return () => {
      const forward = putBack();
      const edited = spec.value !== loaded || unfinished.value !== null;
      back();
      if (edited) useNotices().say('What was edited since is set aside.', forward);
    };
  }

  /** @returns what brings back the draft of now. */
  function putBack(): () => void {
    const now = { spec: spec.value, unfinished: unfinished.value };
    return () => {
      remembered.clear();
      spec.value = now.spec;
      unfinished.value = now.unfinished;
    };
  }

  return {
    spec,
    unfinished,
    preview,
    lastGood,
    failure,
    outdated,
    table,
    problems,
    check,
    set,
    exchange,
    /** As it was typed; empty while it is no text. */
    name: computed(() => {
      const name = readPath(spec.value, 'name');
      return typeof name === 'string' ? name : '';
    }),
    get: (path: string): unknown => readPath(spec.value, path),
    load,
  };
});

function readUnfinished(stored: unknown): UnfinishedText | null {
  if (stored === null || typeof stored !== 'object') return null;
  const { text, problem } = stored as Partial<UnfinishedText>;
  return typeof text === 'string' && typeof problem === 'string' ? { text, problem } : null;
}
