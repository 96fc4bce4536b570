/**
 * Something that is remembered from one time to the next; with `sessionStorage`, by this window alone and for as long as it
 * is open, also when its page is loaded anew. @param read what is remembered, as far as it is still understood.
 */
export function storedJson<T>(
  name: string,
  read: (stored: unknown) => T,
  storage: Storage = localStorage,
): { readonly get: () => T; readonly set: (value: T) => void } {
  const key = `sharpness-workbench.${name}`;
  return {
    get: () => {
      try {
        return read(JSON.parse(storage.getItem(key) ?? 'null'));
      } catch {
        return read(null);
      }
    },
    set: (value) => storage.setItem(key, JSON.stringify(value)),
  };
}
