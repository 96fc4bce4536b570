import { computed, onWatcherCleanup, shallowReadonly, shallowReactive, watch, type Ref } from 'vue';

/** Whether a scrolled element has more than is seen of it, past its lower and its right edge. */
export interface MoreBeyond {
  readonly below: boolean;
  readonly right: boolean;
}

export function useMoreBeyond(scrolled: Readonly<Ref<HTMLElement | null>>): MoreBeyond {
  const beyond = shallowReactive({ below: false, right: false });
  watch(
    scrolled,
    (element) => {
      beyond.below = false;
      beyond.right = false;
      if (element === null) return;
      const look = (): void => {
        beyond.below = element.scrollHeight - element.clientHeight - element.scrollTop > 1;
        beyond.right = element.scrollWidth - element.clientWidth - element.scrollLeft > 1;
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
  return shallowReadonly(beyond);
}

/** @returns whether there is more below what is seen of a scrolled element. */
export function useMoreBelow(scrolled: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<boolean>> {
  const beyond = useMoreBeyond(scrolled);
  return computed(() => beyond.below);
}
