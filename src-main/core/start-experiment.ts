import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import { experimentId } from '@shared/experiment/digest';
import { plan } from '@shared/experiment/plan';
import { ExperimentRun, type ExperimentRunOptions } from './experiment-run';
import { freeName } from './find-experiment';
import type { OpenedData } from './open-spec';
import type { ArchiveWriter } from './ports';

/**
 * Archives an experiment unless it is there; the record says under which name.
 * @param from the experiment that a new one goes on from.
 */
export function archiveExperiment(
  archive: ArchiveWriter,
  opened: OpenedData,
  programVersion: string,
  from: ExperimentId | null = null,
): ExperimentRecord {
  const id = experimentId(opened.spec);
  const known = archive.findById(id);
  if (known !== null) return known;
  const name = freeName(archive, opened.spec);
  const spec = { ...opened.spec, name };
  archive.keepDataSet(opened.dataRecord, opened.data);
  archive.createExperiment({
    id,
    name,
    spec,
    data: opened.dataRecord,
    programVersion,
    cells: plan(spec).cells,
    extends: from,
  });
  return archive.findById(id)!;
}

/** Computes what an experiment lacks. */
export function startExperiment(
  opened: OpenedData,
  outside: Omit<ExperimentRunOptions, 'spec' | 'data'>,
): ExperimentRun {
  return new ExperimentRun({ ...outside, spec: opened.spec, data: opened.data });
}
