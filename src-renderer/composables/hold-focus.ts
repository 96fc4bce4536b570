import { onBeforeUnmount, onMounted, watch } from 'vue';

/**
 * Where the focus goes when what had it is gone: it must never be nowhere, or whoever works with the keyboard starts over
 * at the top of the window.
 */
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const MOST_REMEMBERED = 8;
/** A dialog that closes gives the focus back itself, if it can, in a task of its own. */
const GIVEN_BACK_MS = 50;

/** What had the focus, the latest last. */
let latest: readonly HTMLElement[] = [];

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

const canTake = (element: HTMLElement): boolean =>
  element.isConnected &&
  element.getClientRects().length > 0 &&
  !element.matches(':disabled') &&
  element.closest('[role="menu"], [role="listbox"]') === null;

/** Remembers what has the focus; for the shell, once. */
export function useFocusMemory(): void {
  function remember({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement)) return;
    latest = [...latest.filter((element) => element !== target && element.isConnected), target].slice(
      -MOST_REMEMBERED,
    );
  }
  onMounted(() => document.addEventListener('focusin', remember));
  onBeforeUnmount(() => document.removeEventListener('focusin', remember));
}

/** A lost focus goes to the title of the view; not at the start, when nothing has had it. */
export function focusView(): void {
  if (!isLost() || latest.length === 0) return;
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}

/** A lost focus goes back to what had it last and still can, else to the title of the view. */
export function holdFocus(): void {
  if (!isLost()) return;
  const dialogs = document.querySelectorAll(OVERLAYS);
  const top = dialogs.item(dialogs.length - 1) as Element | null;
  latest.findLast((element) => canTake(element) && (top === null || top.contains(element)))?.focus();
  if (top === null) focusView();
}

/** After an overlay has closed, whichever way. */
export function useFocusAfter(open: () => boolean): void {
  const later = (): void => void window.setTimeout(holdFocus, GIVEN_BACK_MS);
  watch(open, (shown) => {
    if (!shown) later();
  });
  onBeforeUnmount(later);
}
