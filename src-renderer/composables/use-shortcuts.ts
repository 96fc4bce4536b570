import { onBeforeUnmount, onMounted } from 'vue';
import { commands } from './commands';
import { isTyping, matchesShortcut } from './shortcut';

/** Runs the command whose shortcut is pressed; for the shell, once. */
export function useShortcuts(): void {
  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    // A dialog or menu has the keyboard to itself; the tour stands beside what can be done.
    if (
      document.querySelector(
        '[role="dialog"]:not(.tour-panel), [role="alertdialog"], [role="menu"], [role="listbox"]',
      ) !== null
    )
      return;
    const meant = commands.value.filter(({ shortcut }) => shortcut && matchesShortcut(shortcut, event));
    const command = meant.find(({ disabled }) => !disabled);
    if (command === undefined) {
      // Else the browser would take back what was typed last, in whatever field that was.
      if (!isTyping(event) && meant.some(({ shortcut }) => shortcut === 'Mod+Z')) event.preventDefault();
      return;
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isTyping(event) && plain && command.shortcut !== 'Escape') return;
    if (isTyping(event) && ['Mod+Z', 'Alt+ArrowLeft', 'Alt+ArrowRight'].includes(command.shortcut!)) return;
    event.preventDefault();
    command.run();
  }
  onMounted(() => window.addEventListener('keydown', onKey));
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey));
}
