import type { Entry } from 'yauzl';
import { badBundle } from '@shared/contract/bad-bundle';
import { BUNDLE_MEMBERS, FOLDER_NAME, PEOPLE_FILES } from '@shared/contract/bundle-manifest';
import { expandsTooMuch, MOST_EXPANSION } from './limits';

const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
/** The fixed part of a member's own header. */
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/**
 * Holds the members of a zip file against what a bundle may have, before any of them is read. Returns them by name.
 * @param fileSize of the whole file, in bytes.
 * @throws WorkbenchError 'bad-bundle'.
 */
export function checkMembers(entries: readonly Entry[], fileSize: number): Map<string, Entry> {
  const members = new Map<string, Entry>();
  const seen = new Set<string>();
  for (const entry of entries) {
    const name = entry.fileName;
    const refuse = (why: string): never => {
      throw badBundle(`The member "${name.slice(0, 100)}" of the file ${why}`);
    };
    if (!isAllowed(name)) refuse('has no place in a bundle');
    if (seen.has(name.toLowerCase())) refuse('is there twice');
    seen.add(name.toLowerCase());
    if (entry.isEncrypted()) refuse('is encrypted');
    const { compressionMethod: method, compressedSize, uncompressedSize } = entry;
    if (method !== STORED && method !== DEFLATED) refuse(`is compressed in an unknown way (${method})`);
    if (method === STORED && compressedSize !== uncompressedSize)
      refuse('does not have the size that it says');
    const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
    if (type !== 0 && type !== REGULAR) refuse('is a link or no regular file');
    members.set(name, entry);
  }
  for (const name of Object.values(BUNDLE_MEMBERS))
    if (!members.has(name)) throw badBundle(`The file is no bundle: it has no ${name}`);
  refuseTraps(entries, fileSize);
  return members;
}

function isAllowed(name: string): boolean {
  if ((Object.values(BUNDLE_MEMBERS) as string[]).includes(name)) return true;
  const [top, folder, file, ...rest] = name.split('/');
  return (
    top === 'experiments' &&
    rest.length === 0 &&
    FOLDER_NAME.test(folder ?? '') &&
    (PEOPLE_FILES as readonly string[]).includes(file ?? '')
  );
}

/** Members that would grow beyond measure, or that share their bytes so as to look small. */
function refuseTraps(entries: readonly Entry[], fileSize: number): void {
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (!Number.isSafeInteger(unpacked) || expandsTooMuch(fileSize, unpacked)) {
    throw badBundle(
      `The file would grow from ${fileSize} to ${unpacked} bytes, more than ${MOST_EXPANSION} times: it may be a trap`,
    );
  }
  let end = 0;
  for (const entry of [...entries].sort(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  )) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end)
      throw badBundle(`The member "${entry.fileName}" of the file shares bytes with another one`);
    end = start + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize;
  }
  if (end > fileSize) throw badBundle('The file is cut short');
}
