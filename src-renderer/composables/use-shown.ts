import { onActivated, onDeactivated, shallowRef, type Ref } from 'vue';

/** Whether the view is open that this component is in: views that were left are kept, and should cost nothing. */
export function useShown(): Readonly<Ref<boolean>> {
  const shown = shallowRef(true);
  onActivated(() => (shown.value = true));
  onDeactivated(() => (shown.value = false));
  return shown;
}
