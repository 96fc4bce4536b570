const MAC = navigator.userAgent.includes('Macintosh');

const KEY_WORDS: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Enter: '↵',
  Escape: 'Esc',
};

/** Parts of a shortcut such as 'Mod+Shift+K'; Mod is Command on a Mac and Control elsewhere. */
function parts(shortcut: string): { key: string; mod: boolean; alt: boolean; shift: boolean } {
  const words = shortcut.split('+');
  const key = words.at(-1)!;
  return { key, mod: words.includes('Mod'), alt: words.includes('Alt'), shift: words.includes('Shift') };
}

export function matchesShortcut(shortcut: string, event: KeyboardEvent): boolean {
  const { key, mod, alt, shift } = parts(shortcut);
  const modPressed = MAC ? event.metaKey : event.ctrlKey;
  const otherPressed = MAC ? event.ctrlKey : event.metaKey;
  if (modPressed !== mod || otherPressed || event.altKey !== alt) return false;
  // Where a sign needs Shift depends on the keyboard: it counts for letters and named keys only.
  if ((key.length > 1 || /[a-z]/i.test(key)) && event.shiftKey !== shift) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

/** As it is printed beside a command. */
export function shortcutText(shortcut: string): string {
  const { key, mod, alt, shift } = parts(shortcut);
  const word = KEY_WORDS[key] ?? key;
  if (MAC) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${word}`;
  return [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', word].filter(Boolean).join('+');
}

/** Whether a key is meant for the text that is being typed. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
