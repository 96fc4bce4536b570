import type { Provenance } from '@shared/contract/provenance';
import type { ExperimentRecord } from '@shared/contract/records';
import { specDigest } from '@shared/experiment/digest';
import type { ArchiveReader } from './ports';

/** Where the runs of an experiment come from, as far as the archive knows. */
export function provenanceOf(archive: ArchiveReader, record: ExperimentRecord): Provenance {
  const { id, spec, data, extends: from } = record;
  return {
    specDigest: specDigest(spec),
    data,
    extends: from === null ? null : { id: from, name: archive.findById(from)?.name ?? null },
    extendedBy: archive.extensionsOf(id),
    sessions: archive.sessions(id),
    adoptions: archive.adoptions(id),
    verifications: archive.verifications(id),
  };
}
