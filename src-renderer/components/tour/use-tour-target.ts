import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';

/** How often it is looked for an element that is not there yet: its view is being loaded. */
const LOOK_EVERY_MS = 100;
/** Marks the element that is pointed at; overlays.css draws a line round it, or inside where there is no room. */
const MARK = 'data-pointed-at';
/** What the line takes beside an element. */
const LINE_PX = 4;

/** The element that a selector finds and that can be seen, as soon as there is one; null until then. */
export function useTourTarget(selector: () => string | null): Readonly<Ref<HTMLElement | null>> {
  const target = shallowRef<HTMLElement | null>(null);
  let timer = 0;

  function leave(): void {
    window.clearInterval(timer);
    target.value?.removeAttribute(MARK);
    target.value = null;
  }
  function look(sought: string): void {
    const found =
      [...document.querySelectorAll<HTMLElement>(sought)].find((one) => one.checkVisibility()) ?? null;
    if (found === target.value) return;
    target.value?.removeAttribute(MARK);
    found?.scrollIntoView({ block: 'nearest' });
    found?.setAttribute(MARK, hasRoomBeside(found) ? '' : 'inside');
    target.value = found;
  }
  watch(
    selector,
    (sought) => {
      leave();
      if (sought === null) return;
      look(sought);
      // Also later: a view that is drawn anew has another element in its place.
      timer = window.setInterval(() => look(sought), LOOK_EVERY_MS);
    },
    { immediate: true, flush: 'post' },
  );
  onScopeDispose(leave);
  return target;
}

/** Whether a line round the element would be seen whole at its left and right. */
function hasRoomBeside(element: HTMLElement): boolean {
  const { left, right } = element.getBoundingClientRect();
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    if (getComputedStyle(around).overflowX === 'visible' && around.tagName !== 'MAIN') continue;
    const bounds = around.getBoundingClientRect();
    if (left - bounds.left < LINE_PX || bounds.right - right < LINE_PX) return false;
  }
  return true;
}
