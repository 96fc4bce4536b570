import { onMounted, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';

type ElementRef = Readonly<ShallowRef<HTMLElement | null>>;

/** Height of an element in pixels, 0 while it is not laid out: before it is shown, and in a view that was left. */
function useMeasuredHeight(element: ElementRef): Ref<number> {
  const height = shallowRef(0);
  const observer = new ResizeObserver((entries) => (height.value = entries.at(-1)?.contentRect.height ?? 0));
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

/** Height of an element in pixels, 0 before it is laid out. A view out of sight keeps its drawing, and this height. */
export function useHeight(element: ElementRef): Ref<number> {
  const measured = useMeasuredHeight(element);
  const height = shallowRef(0);
  watch(measured, (latest) => {
    if (latest > 0) height.value = latest;
  });
  return height;
}

/** Widths of words are measured once and remembered: with another font they would stay wrong. */
const fontsKnown = document.fonts.load('12px "Inter Variable"').catch(() => undefined);

export interface DrawingTurns {
  /** Whether the chart may be made. */
  readonly made: Readonly<Ref<boolean>>;
  /** Whether it may be given what it draws. */
  readonly drawn: Readonly<Ref<boolean>>;
}

/**
 * When to make a chart in an element and when to draw it: after the element is on the screen and the fonts of drawings
 * are there or known not to come, and each in a task of its own. All in one would hold the window up.
 */
export function useDrawingTurns(element: ElementRef): DrawingTurns {
  const made = shallowRef(false);
  const drawn = shallowRef(false);
  const painted = shallowRef(false);
  onMounted(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await fontsKnown;
    await nextTask();
    painted.value = true;
  });
  const height = useMeasuredHeight(element);
  const { stop } = watch([painted, height], async () => {
    // What was measured may be outdated: the view may have been left since.
    if (!painted.value || !element.value?.clientHeight) return;
    stop();
    made.value = true;
    await nextTask();
    drawn.value = true;
  });
  return { made, drawn };
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
