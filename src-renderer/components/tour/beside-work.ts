import { INSPECTOR_SLOT } from '../../composables/use-inspector';

/** The panel's width, and how far it stays from what is beside it and from the window's edges. */
export const PANEL = { width: 256, offset: 10, padding: 12 } as const;

/**
 * What the panel is placed beside: the work as a whole, at the height of the element that is pointed at. So the panel
 * lies over the inspector and covers neither that element nor what comes of using it. While nothing is pointed at, or
 * the inspector is hidden, it goes to the lower corner.
 */
export function besideWork(target: HTMLElement | null): {
  readonly getBoundingClientRect: () => DOMRect;
  readonly contextElement?: HTMLElement;
} {
  const getBoundingClientRect = (): DOMRect => {
    const inspector = document.getElementById(INSPECTOR_SLOT)?.closest('aside');
    const room = window.innerWidth - PANEL.width - PANEL.offset - PANEL.padding;
    if (target === null || !inspector?.checkVisibility()) return new DOMRect(room, window.innerHeight, 0, 0);
    return new DOMRect(
      Math.min(room, inspector.getBoundingClientRect().left),
      // An element that was scrolled away does not take the panel along.
      Math.max(PANEL.padding, target.getBoundingClientRect().top - PANEL.padding),
      0,
      0,
    );
  };
  return { getBoundingClientRect, ...(target && { contextElement: target }) };
}
