import { onWatcherCleanup, shallowRef, watch, type Ref } from 'vue';

/** @returns whether there is more below what is seen of a scrolled element. */
export function useMoreBelow(scrolled: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<boolean>> {
  const below = shallowRef(false);
  watch(
    scrolled,
    (element) => {
      below.value = false;
      if (element === null) return;
      const look = (): void => {
        below.value = element.scrollHeight - element.clientHeight - element.scrollTop > 1;
      };
      const sizes = new ResizeObserver(look);
      const contents = new MutationObserver(() => {
        for (const child of element.children) sizes.observe(child);
        look();
      });
      sizes.observe(element);
      for (const child of element.children) sizes.observe(child);
      contents.observe(element, { childList: true });
      element.addEventListener('scroll', look, { passive: true });
      onWatcherCleanup(() => {
        sizes.disconnect();
        contents.disconnect();
        element.removeEventListener('scroll', look);
      });
    },
    { flush: 'post' },
  );
  return below;
}
