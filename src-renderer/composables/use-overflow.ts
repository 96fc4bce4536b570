import { onBeforeUnmount, onMounted, shallowRef, type Ref } from 'vue';

/** @param find the element; null where nothing is looked after. @returns whether it is too narrow for what is in it, and is scrolled: then the keyboard has to reach it. */
export function useOverflow(find: () => HTMLElement | null): Readonly<Ref<boolean>> {
  const overflows = shallowRef(false);
  const observer = new ResizeObserver(() => {
    const element = find();
    if (element !== null) overflows.value = element.scrollWidth > element.clientWidth;
  });
  onMounted(() => {
    const element = find();
    if (element !== null) observer.observe(element);
  });
  onBeforeUnmount(() => observer.disconnect());
  return overflows;
}
