import { evidenceOf, type Evidence } from '@shared/claims/evidence';
import type { FoundEvidence } from '@shared/claims/verdict';
import type { ExperimentRecord } from '@shared/contract/records';
import { boundsTable } from '@shared/figures/bounds-table';
import type { AuthorsSweepName } from '@shared/network/draws/authors';
import { findExperiment } from './find-experiment';
import { openArchived } from './open-archived';
import type { ArchiveReader } from './ports';

/** What claims read of an archived experiment. */
export function experimentEvidence(archive: ArchiveReader, record: ExperimentRecord): Evidence {
  const { id, spec } = record;
  const { problem, theory } = openArchived(archive, record).prepared;
  const about = { bounds: boundsTable(spec.grid.depths.map(theory)), wStarNorm: problem.wStarNorm };
  return evidenceOf(spec, about, archive.runs(id), (run) =>
    spec.trace === null ? [] : archive.traces(id, run),
  );
}

/** The runs of a preset in this archive, once all of them finished; else what is missing. */
export function presetEvidence(archive: ArchiveReader | null, preset: AuthorsSweepName): FoundEvidence {
  const experiment = findExperiment(archive, preset);
  if (archive === null || experiment === null) {
    return {
      missing: `"${preset}" was not run in this data folder yet.`,
      remedy: `Run it: lab run ${preset}`,
    };
  }
  const { finished, total } = experiment.counts;
  if (finished < total) {
    return {
      missing: `Only ${finished} of ${total} runs of "${preset}" are finished.`,
      remedy: `Go on with: lab run ${preset}`,
    };
  }
  return experimentEvidence(archive, experiment);
}
