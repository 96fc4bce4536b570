import { createHash } from 'node:crypto';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { badBundle } from '@shared/contract/bad-bundle';
import {
  BUNDLE_MEMBERS,
  BUNDLE_VERSION,
  bundleHeadSchema,
  bundleManifestSchema,
  MOST_BUNDLED,
  PEOPLE_FILES,
  type BundleManifest,
} from '@shared/contract/bundle-manifest';
import { WorkbenchError } from '@shared/contract/errors';
import type { Pace } from '../../core/ports';
import { checkMembers } from './check-members';
import { LARGEST } from './limits';

export interface UnpackedBundle {
  readonly manifest: BundleManifest;
  /** Path of the database, in the folder that was given. */
  readonly database: string;
}

/** Left free on the disk, in bytes. */
const RESERVE = 256 * 1024 * 1024;

/**
 * Checks a bundle's file from end to end (its members, their sizes, their sums, the manifest) and takes out the database;
 * nothing else is written. Memory does not grow with the file.
 * @param folder an empty folder of ours.
 * @param freeBytes on the disk of that folder.
 * @throws WorkbenchError 'bad-bundle'; 'bad-arguments' where there is no such file; 'disk-full'.
 */
export async function unpackBundle(
  file: string,
  folder: string,
  freeBytes: number,
  pace: Pace,
): Promise<UnpackedBundle> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true)
    throw new WorkbenchError('bad-arguments', `${file} is no file.`, 'Name the file of a bundle.');
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(file, {
      lazyEntries: true,
      autoClose: false,
      strictFileNames: true,
      validateEntrySizes: true,
    });
    // A missing listener would end the process.
    zip.on('error', () => undefined);
    const most = 4 + PEOPLE_FILES.length * MOST_BUNDLED;
    if (zip.entryCount > most)
      throw badBundle(`The file has ${zip.entryCount} members, a bundle at most ${most}`);
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    const members = checkMembers(entries, found.size);
    const manifest = manifestOf(await textOf(zip, members.get(BUNDLE_MEMBERS.manifest)!, LARGEST.manifest));
    checkNames(members, manifest);
    const sums = sumsOf(await textOf(zip, members.get(BUNDLE_MEMBERS.sums)!, LARGEST.sums), members);
    const database = members.get(BUNDLE_MEMBERS.database)!;
    if (database.uncompressedSize > freeBytes - RESERVE) {
      throw new WorkbenchError(
        'disk-full',
        `Unpacking the bundle takes ${Math.ceil(database.uncompressedSize / 1e6)} MB, and ${Math.floor(freeBytes / 1e6)} MB are free.`,
        'Nothing was imported. Make room on the disk of the data folder and try again.',
      );
    }
    const path = join(folder, BUNDLE_MEMBERS.database);
    await checkSums(zip, members, sums, path, pace);
    return { manifest, database: path };
  } catch (error) {
    if (error instanceof WorkbenchError || isFileError(error)) throw error;
    throw badBundle(
      `The file is damaged, cut short or no bundle at all: ${(error as Error).message}`,
      undefined,
      error,
    );
  } finally {
    zip?.close();
  }
}

/** Of the disk; what zlib and the zip library find wrong is the bundle's. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function textOf(zip: ZipFile, entry: Entry, largest: number): Promise<string> {
  if (entry.uncompressedSize > largest) throw badBundle(`${entry.fileName} of the bundle is too large`);
  const chunks: Buffer[] = [];
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>)
    chunks.push(chunk);
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

function manifestOf(text: string): BundleManifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw badBundle('manifest.json of the bundle is no JSON', undefined, error);
  }
  const head = bundleHeadSchema.safeParse(json);
  if (!head.success)
    throw badBundle('manifest.json does not say that this is a bundle of the Sharpness Workbench');
  if (head.data.version > BUNDLE_VERSION) {
    throw badBundle(
      `The bundle was made by a newer version of the Sharpness Workbench (format ${head.data.version}; this one knows ${BUNDLE_VERSION})`,
      'Import it with that version, or ask for a bundle made by this one.',
    );
  }
  const manifest = bundleManifestSchema.safeParse(json);
  if (manifest.success) return manifest.data;
  const [issue] = manifest.error.issues;
  throw badBundle(
    `manifest.json of the bundle is not as it must be: ${issue!.path.join('.')}: ${issue!.message}`,
  );
}

/** The members are those that the manifest makes: no more, no less, and as large as it says. */
function checkNames(members: ReadonlyMap<string, Entry>, { experiments, files }: BundleManifest): void {
  const folders = experiments.map(({ folder }) => folder);
  if (new Set(folders.map((folder) => folder.toLowerCase())).size !== folders.length)
    throw badBundle('The manifest names a folder twice');
  const people = folders.flatMap((folder) => PEOPLE_FILES.map((name) => `experiments/${folder}/${name}`));
  const expected = new Set([...Object.values(BUNDLE_MEMBERS), ...people]);
  const strange = [...members.keys()].find((name) => !expected.has(name));
  if (strange !== undefined)
    throw badBundle(`The bundle has a member "${strange}" that its manifest does not make`);
  const missing = [...expected].find((name) => !members.has(name));
  if (missing !== undefined) throw badBundle(`The bundle lacks ${missing}`);
  const sizes = new Map(files.map(({ name, bytes }) => [name, bytes]));
  for (const [name, { uncompressedSize }] of members) {
    if (name === BUNDLE_MEMBERS.manifest || name === BUNDLE_MEMBERS.sums) continue;
    if (sizes.get(name) !== uncompressedSize)
      throw badBundle(`${name} has another size than the manifest says`);
  }
  if (sizes.size !== members.size - 2) throw badBundle('The manifest lists files that are not there');
}

function sumsOf(text: string, members: ReadonlyMap<string, Entry>): Map<string, string> {
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, sha256, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (sha256 === undefined || name === undefined || sums.has(name) || !members.has(name))
      throw badBundle(
        `checksums.sha256 of the bundle has a line that is not as it must be: "${line.slice(0, 100)}"`,
      );
    sums.set(name, sha256);
  }
  const without = [...members.keys()].find((name) => name !== BUNDLE_MEMBERS.sums && !sums.has(name));
  if (without !== undefined) throw badBundle(`checksums.sha256 of the bundle says nothing of ${without}`);
  return sums;
}

/** Reads every member to its end; the database is written on the way. */
async function checkSums(
  zip: ZipFile,
  members: ReadonlyMap<string, Entry>,
  sums: ReadonlyMap<string, string>,
  databasePath: string,
  pace: Pace,
): Promise<void> {
  const total = [...members.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  let read = 0;
  for (const [name, expected] of sums) {
    const handle = name === BUNDLE_MEMBERS.database ? openSync(databasePath, 'wx') : null;
    try {
      const hash = createHash('sha256');
      const stream = (await zip.openReadStreamPromise(members.get(name)!)) as AsyncIterable<Buffer>;
      for await (const chunk of stream) {
        hash.update(chunk);
        read += chunk.length;
        for (let written = 0; handle !== null && written < chunk.length;)
          written += writeSync(handle, chunk, written);
        await pace.tell('checking sums', read / Math.max(1, total));
      }
      if (hash.digest('hex') !== expected)
        throw badBundle(`${name} of the bundle does not have the sum that it should`);
    } finally {
      if (handle !== null) closeSync(handle);
    }
  }
}
