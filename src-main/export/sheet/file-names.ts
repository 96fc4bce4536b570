const LONGEST = 120;
const FALLBACK = 'figure';

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name that every file system takes, in one folder: no separators, no signs with a meaning, no hidden file. */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{C}\s<>:"/\\|?*]+/gu, '-')
    .replace(/^[-.]+/, '');
  const cut = Array.from(plain)
    .slice(0, LONGEST)
    .join('')
    .replace(/[-.]+$/, '');
  return cut === '' ? FALLBACK : DEVICES.test(cut.split('.')[0]!) ? `${FALLBACK}-${cut}` : cut;
}

/** A name that TeX takes, too: letters and digits of ASCII. */
export function texName(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-');
  return safeName(ascii);
}
