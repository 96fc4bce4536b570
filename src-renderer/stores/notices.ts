import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { describeFailure } from '../composables/describe-failure';

export interface Notice {
  readonly key: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
  /** What to do about it, or what it means. */
  readonly detail: string | null;
  /** Whether what it says was done can be undone. */
  readonly undoable: boolean;
  /** Whether it may go by itself, once it could be read. */
  readonly passing: boolean;
}

/** Something that was done and can be undone, also when its notice is gone. */
interface Deed {
  /** That of its notice. */
  readonly key: number;
  readonly text: string;
  readonly undo: () => void;
}

/** How many deeds can be undone, one after the other. */
export const MOST_UNDONE = 20;
const MOST_KEPT = 20;

/** Short messages about what was just done, each with the way back where there is one. */
export const useNotices = defineStore('notices', () => {
  const notices = shallowRef<readonly Notice[]>([]);
  /** In the order in which they were done. */
  const deeds = shallowRef<readonly Deed[]>([]);
  let keys = 0;

  function add(notice: Omit<Notice, 'key' | 'undoable'>, undo: (() => void) | null): void {
    keys += 1;
    const key = keys;
    notices.value = [...notices.value, { ...notice, key, undoable: undo !== null }].slice(-MOST_KEPT);
    if (undo !== null) deeds.value = [...deeds.value, { key, text: notice.text, undo }].slice(-MOST_UNDONE);
  }

  function dismiss(key: number): void {
    notices.value = notices.value.filter((notice) => notice.key !== key);
  }

  return {
    notices,
    /** What is undone next; undefined where nothing is left. */
    lastDeed: computed(() => deeds.value.at(-1)),
    dismiss,
    /** Undoes a deed, once. */
    undo: (key: number): void => {
      const deed = deeds.value.find((done) => done.key === key);
      deeds.value = deeds.value.filter((done) => done.key !== key);
      dismiss(key);
      deed?.undo();
    },
    /** What was done can no longer be undone: it was done to something that is no longer there. */
    forgetDeeds: (): void => {
      deeds.value = [];
      notices.value = notices.value.map((notice) => ({ ...notice, undoable: false }));
    },
    say: (text: string, undo: (() => void) | null = null): void =>
      add({ tone: 'info', text, detail: null, passing: true }, undo),
    /** Says that something was not as it must be, and what to do. @param elsewhere whether that is said in the view too. */
    warn: (text: string, detail: string, elsewhere = false): void =>
      add({ tone: 'error', text, detail, passing: elsewhere }, null),
    /** Reports a failure of something that the user asked for. */
    fail: (what: string, error: unknown): void => {
      const { message, remedy } = describeFailure(error);
      add({ tone: 'error', text: `${what}: ${message}`, detail: remedy, passing: false }, null);
    },
  };
});
