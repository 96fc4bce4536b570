import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';

/** Height of an element in pixels, 0 before it is laid out. */
export function useHeight(element: Readonly<ShallowRef<HTMLElement | null>>): Ref<number> {
  const height = shallowRef(0);
  const observer = new ResizeObserver((entries) => {
    const measured = entries.at(-1)?.contentRect.height ?? 0;
    // A view out of sight has no height; it keeps its drawing.
    if (measured > 0) height.value = measured;
  });
  watch(
    element,
    (current, previous) => {
      if (previous) observer.unobserve(previous);
      if (current) observer.observe(current);
    },
    { flush: 'post', immediate: true },
  );
  onScopeDispose(() => observer.disconnect());
  return height;
}

/** Widths of words are measured once and remembered: with another font they would stay wrong. */
const fontsReady = shallowRef(false);
void document.fonts.load('12px "Inter Variable"').finally(() => (fontsReady.value = true));

/** Whether the fonts of drawings are there, or are known not to come. */
export function useFontsReady(): Readonly<Ref<boolean>> {
  return fontsReady;
}
