import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { WorkbenchError } from '@shared/contract/errors';
import { withOwnDraws } from '@shared/experiment/own-draws';
import { findPreset, PRESETS } from '@shared/experiment/presets';
import { findExperiment } from '../../core/find-experiment';
import { openSpec, type OpenSpec } from '../../core/open-spec';
import type { ArchiveReader } from '../../core/ports';
import { tableReader } from '../node/read-table';
import { userPath } from '../node/user-path';

interface FoundSpec {
  readonly input: unknown;
  /** Where relative paths in the spec start. */
  readonly folder: string;
}

/** A spec is far smaller; anything larger is another file. */
const LARGEST_SPEC = 16 * 1024 * 1024;

/** The spec that a command names: a preset, a JSON file, or an experiment of the folder. */
function findSpec(reference: string, archive: ArchiveReader | null): FoundSpec {
  const preset = findPreset(reference);
  if (preset !== undefined) return { input: preset.spec, folder: userPath('.') };
  const experiment = findExperiment(archive, reference);
  if (experiment !== null) return { input: experiment.spec, folder: userPath('.') };
  const path = userPath(reference);
  if (reference.endsWith('.json') || existsSync(path)) return readSpecFile(path);
  throw new WorkbenchError(
    'bad-arguments',
    `"${reference}" is no preset, no experiment of this data folder and no file.`,
    `Presets: ${PRESETS.flatMap(({ name, aliases }) => [name, ...aliases]).join(', ')}.`,
  );
}

function readSpecFile(path: string): FoundSpec {
  let text: string;
  try {
    const { size } = statSync(path);
    if (size > LARGEST_SPEC) throw new Error(`it has ${size} bytes; a spec has at most ${LARGEST_SPEC}`);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new WorkbenchError(
      'bad-arguments',
      `The spec ${path} cannot be read: ${(error as Error).message}.`,
    );
  }
  try {
    // A byte order mark is no part of the text.
    return { input: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown, folder: dirname(path) };
  } catch (error) {
    throw new WorkbenchError(
      'bad-spec',
      `${path} is not JSON: ${(error as Error).message}.`,
      'JSON has no NaN, no Infinity, no comments and no trailing commas.',
    );
  }
}

/** @param ownDraws in place of the authors', which exist for their grids alone. */
export function openReference(
  reference: string,
  archive: ArchiveReader | null,
  ownDraws: boolean = false,
): OpenSpec {
  const { input, folder } = findSpec(reference, archive);
  const context = { archive, readTable: tableReader(folder) };
  const opened = openSpec(input, context);
  return ownDraws && opened.spec.randomness.scheme === 'authors'
    ? openSpec(withOwnDraws(opened.spec), context)
    : opened;
}

/** The option that is its last parameter. */
export const OWN_DRAWS = [
  '--own-draws',
  "not the authors' draws, which exist for their grids alone, but draws of its own",
] as const;
