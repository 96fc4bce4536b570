import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import { canonicalJson } from '@shared/experiment/digest';
import { plan } from '@shared/experiment/plan';
import { findPreset, type Preset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { ArchiveReader } from './ports';

/** Whether a spec is the whole of a preset, with any seed and name. */
export function isFullReplay(spec: ExperimentSpec, preset: Preset): boolean {
  const { name, seed } = preset.spec;
  return canonicalJson({ ...spec, name, seed }) === canonicalJson(preset.spec);
}

/**
 * The experiment that a reference names: an id, a preset's name for the full experiment of it that was started last,
 * or an experiment's own name. Null where there is none.
 */
export function findExperiment(archive: ArchiveReader | null, reference: string): ExperimentRecord | null {
  if (archive === null) return null;
  const byId = archive.findById(reference as ExperimentId);
  if (byId !== null) return byId;
  const preset = findPreset(reference);
  if (preset !== undefined) {
    // Of thousands of specs, those that could be it.
    const { cells, runCount } = plan(preset.spec);
    const replays = archive
      .experimentsOfSize(cells.length, runCount)
      .filter(({ spec }) => isFullReplay(spec, preset));
    const lastStart = ({ startedAt, createdAt }: ExperimentRecord): string => startedAt ?? createdAt;
    const [latest] = replays.sort((a, b) => (lastStart(a) < lastStart(b) ? 1 : -1));
    if (latest !== undefined) return latest;
  }
  return archive.findByName(reference);
}

/** The experiment that a reference names, with its runs begun; else an error with the command that runs it. */
export function requireExperiment(archive: ArchiveReader | null, reference: string): ExperimentRecord {
  const found = findExperiment(archive, reference);
  if (found !== null) return found;
  if (findPreset(reference) !== undefined) {
    throw new WorkbenchError(
      'not-run',
      `"${reference}" was not run in this data folder yet.`,
      `Run it: lab run ${reference}`,
    );
  }
  throw new WorkbenchError(
    'unknown-experiment',
    `There is no experiment or preset "${reference}" here.`,
    'See "lab list" for the experiments of this data folder and "lab presets" for the presets.',
  );
}

/** Whether a reference to this name would find something else than an experiment of this spec. */
function isTaken(archive: ArchiveReader, name: string, spec: ExperimentSpec): boolean {
  const preset = findPreset(name);
  if (preset !== undefined && !isFullReplay(spec, preset)) return true;
  return LOOKS_LIKE_ID.test(name) || archive.findByName(name) !== null;
}

const LOOKS_LIKE_ID = /^[0-9a-f]{16}$/;

/** The name that a spec asks for, or with -2, -3, … where that one means something else or is `promised`. */
export function freeName(
  archive: ArchiveReader,
  spec: ExperimentSpec,
  promised: ReadonlySet<string> = new Set(),
): string {
  let name = spec.name;
  for (let i = 2; promised.has(name) || isTaken(archive, name, spec); i += 1) name = `${spec.name}-${i}`;
  return name;
}
