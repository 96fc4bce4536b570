import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { describeFailure } from '../composables/describe-failure';

export interface Notice {
  readonly key: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
  /** What to do about it, or what it means. */
  readonly detail: string | null;
  readonly undo: (() => void) | null;
}

/** Short messages about what was just done, each with the way back where there is one. */
export const useNotices = defineStore('notices', () => {
  const notices = shallowRef<readonly Notice[]>([]);
  let keys = 0;

  function add(notice: Omit<Notice, 'key'>): void {
    keys += 1;
    notices.value = [...notices.value.slice(-3), { ...notice, key: keys }];
  }

  return {
    notices,
    dismiss: (key: number): void => {
      notices.value = notices.value.filter((notice) => notice.key !== key);
    },
    say: (text: string, undo: (() => void) | null = null): void =>
      add({ tone: 'info', text, detail: null, undo }),
    /** Says that something was not as it must be, and what to do. */
    warn: (text: string, detail: string): void => add({ tone: 'error', text, detail, undo: null }),
    /** Reports a failure of something that the user asked for. */
    fail: (what: string, error: unknown): void => {
      const { message, remedy } = describeFailure(error);
      add({ tone: 'error', text: `${what}: ${message}`, detail: remedy, undo: null });
    },
  };
});
