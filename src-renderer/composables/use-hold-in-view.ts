import { onScopeDispose, watch, type ShallowRef } from 'vue';

/** What the user does to scroll, or before that. */
const OWN_WILL = ['wheel', 'pointerdown', 'keydown'] as const;

/**
 * Brings a child of what scrolls to its top and keeps it there while others, drawn only now, still grow above it; until
 * the user scrolls.
 */
export function useHoldInView(scroller: Readonly<ShallowRef<HTMLElement | null>>): (child: Element) => void {
  let held: Element | null = null;
  const align = (): void => held?.scrollIntoView({ block: 'start' });
  const release = (): void => {
    held = null;
  };
  const sizes = new ResizeObserver(align);
  watch(scroller, (current, previous) => {
    for (const type of OWN_WILL) {
      previous?.removeEventListener(type, release);
      current?.addEventListener(type, release, { passive: true });
    }
  });
  onScopeDispose(() => sizes.disconnect());

  return (child) => {
    held = child;
    sizes.disconnect();
    for (const sibling of child.parentElement!.children) sizes.observe(sibling);
    align();
  };
}
