import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';

/** What is so close to the screen will be on it in a moment. */
const NEAR = '240px 0px';

/** Whether an element is on the screen or close to it; not while its view is out of sight. */
export function useNearScreen(element: Readonly<ShallowRef<HTMLElement | null>>): Readonly<Ref<boolean>> {
  const near = shallowRef(false);
  const observer = new IntersectionObserver((entries) => (near.value = entries.at(-1)!.isIntersecting), {
    rootMargin: NEAR,
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
  return near;
}
