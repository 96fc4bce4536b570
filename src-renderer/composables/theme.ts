import { computed, ref, watchEffect, type ComputedRef } from 'vue';
import { THEMES, type Preferences } from '@shared/contract/preferences';

export type Theme = 'light' | 'dark';
type ThemeChoice = Preferences['theme'];

/** Where a window remembers the choice, so that it opens in the right colours before it has a connection. */
const REMEMBERED = 'sharpness-workbench.theme';

const choice = ref<ThemeChoice>('system');
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = ref(systemDark.matches);
systemDark.addEventListener('change', ({ matches }) => (systemIsDark.value = matches));

/** The theme that is shown; charts draw in it. */
export const theme: ComputedRef<Theme> = computed(() => {
  if (choice.value !== 'system') return choice.value;
  return systemIsDark.value ? 'dark' : 'light';
});

watchEffect(() => {
  document.documentElement.dataset['theme'] = theme.value;
});

export function applyTheme(next: ThemeChoice): void {
  choice.value = next;
  localStorage.setItem(REMEMBERED, next);
}

export function applyRememberedTheme(): void {
  const remembered = localStorage.getItem(REMEMBERED);
  choice.value = THEMES.find((known) => known === remembered) ?? 'system';
}
