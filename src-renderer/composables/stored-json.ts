/** Something that this window remembers. @param read what is remembered, as far as it is still understood. */
export function storedJson<T>(
  name: string,
  read: (stored: unknown) => T,
): { readonly get: () => T; readonly set: (value: T) => void } {
  const key = `sharpness-workbench.${name}`;
  return {
    get: () => {
      try {
        return read(JSON.parse(localStorage.getItem(key) ?? 'null'));
      } catch {
        return read(null);
      }
    },
    set: (value) => localStorage.setItem(key, JSON.stringify(value)),
  };
}
