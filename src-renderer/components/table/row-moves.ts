/** Where a key leads in a table, as an index that may lie beyond its ends; undefined for keys that move nowhere. */
export function moveOf(
  key: string,
  { current, last, page }: { readonly current: number; readonly last: number; readonly page: number },
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return current + 1;
    case 'ArrowUp':
      return current <= 0 ? 0 : current - 1;
    case 'PageDown':
      return current + page;
    case 'PageUp':
      return current - page;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
