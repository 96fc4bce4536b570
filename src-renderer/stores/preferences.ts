import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Preferences } from '@shared/contract/preferences';
import { applyNumberFormat } from '../composables/number-format';
import { applyTheme } from '../composables/theme';
import { useConnection } from '../composables/use-connection';

const BEFORE_LOADED: Preferences = {
  theme: 'system',
  palette: 'colourBlindSafe',
  processes: 1,
  digits: 4,
  powers: 'superscript',
  backupSchedule: 'off',
  backupKeep: 1,
  backupFolder: null,
};

/** Preferences: a change shows at once and is saved behind it; what cannot be saved goes back. */
export const usePreferences = defineStore('preferences', () => {
  const { api } = useConnection();
  const current = shallowRef<Preferences>(BEFORE_LOADED);
  const loaded = shallowRef(false);

  function show(next: Preferences): void {
    current.value = next;
    applyTheme(next.theme);
    applyNumberFormat(next);
  }

  /** Rejects, after going back, where the change could not be saved. */
  async function change(part: Partial<Preferences>): Promise<void> {
    const before = current.value;
    show({ ...before, ...part });
    try {
      show(await api.setPreferences(part));
    } catch (error) {
      show(before);
      throw error;
    }
  }

  async function load(): Promise<void> {
    show(await api.preferences());
    loaded.value = true;
  }

  return {
    theme: computed(() => current.value.theme),
    palette: computed(() => current.value.palette),
    processes: computed(() => current.value.processes),
    digits: computed(() => current.value.digits),
    powers: computed(() => current.value.powers),
    backupSchedule: computed(() => current.value.backupSchedule),
    backupKeep: computed(() => current.value.backupKeep),
    backupFolder: computed(() => current.value.backupFolder),
    loaded,
    load,
    change,
  };
});
