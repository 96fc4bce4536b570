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
    const command = commands.value.find(
      ({ shortcut, disabled }) => shortcut && !disabled && matchesShortcut(shortcut, event),
    );
    if (command === undefined) return;
    if (isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey) return;
    if (isTyping(event) && ['Mod+Z', 'Alt+ArrowLeft', 'Alt+ArrowRight'].includes(command.shortcut!)) return;
    event.preventDefault();
    command.run();
  }
  onMounted(() => window.addEventListener('keydown', onKey));
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey));
}
