import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { About } from '@shared/contract/api';
import { useConnection } from '../composables/use-connection';

/** What this window belongs to: program, host and data folder. Null until it has answered. */
export const useAbout = defineStore('about', () => {
  const { api } = useConnection();
  const about = shallowRef<About | null>(null);
  async function load(): Promise<void> {
    about.value = await api.about();
  }
  return { about, load };
});
