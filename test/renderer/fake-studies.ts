import { rowOf, shelfOf } from './fake-library';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { KeptVerdicts } from '@shared/contract/records';
import { dataSetDigest } from '@shared/experiment/digest';
import type { StudyAnswer, StudyKind, StudyRequest } from '@shared/contract/studies';
import type { VerdictsAnswer } from '@shared/contract/verdict-studies';
import type { OpenSpec } from '../../src-main/core/open-spec';
import type { ArchiveReader } from '../../src-main/core/ports';
import { StudyDesk } from '../../src-main/core/studies/study-desk';
import { beginStudy } from '../../src-main/core/studies/studies';
import { ApiError } from '../../src-renderer/client/connection';
import type { FakeArchive } from './fake-archive';

/** The real studies, on experiments in the page's memory. */
export class FakeStudies {
  readonly desk = new StudyDesk(() => new Promise((resolve) => setTimeout(resolve)));

  readonly #kept: Kept[] = [];

  constructor(private readonly archive: FakeArchive) {}

  async run<K extends StudyKind>(key: string, request: StudyRequest<K>): Promise<StudyAnswer<K>> {
    try {
      const source = {
        archive: () => reader(this.archive, this.#kept),
        open: (spec: unknown) => open(this.archive, spec),
        program: '0.0.0',
      };
      const answer = await this.desk.run(key, beginStudy(source, request));
      this.#keep(request as unknown as StudyRequest, answer);
      return answer;
    } catch (error) {
      if (error instanceof WorkbenchError) throw new ApiError(error.code, error.message, error.remedy);
      throw error;
    }
  }

  /** As the application keeps what was judged. */
  #keep(request: StudyRequest, answer: unknown): void {
    if (request.kind !== 'verdicts') return;
    const { fresh } = answer as VerdictsAnswer;
    this.#kept.push(...fresh.map((own) => ({ ...own, experiment: request.experiment })));
  }
}

type Kept = KeptVerdicts & { readonly experiment: ExperimentId };

function open(archive: FakeArchive, spec: unknown): OpenSpec {
  const opened = archive.open(spec);
  if (!opened.ok)
    throw new WorkbenchError('bad-spec', opened.problems[0]!.message, null, {}, opened.problems);
  return { ...opened, dataRecord: { digest: dataSetDigest(opened.data), origin: '' } };
}

/** What studies ask of an archive. */
function reader(archive: FakeArchive, kept: readonly Kept[]): ArchiveReader {
  const asked: Partial<ArchiveReader> = {
    searchLibrary: ({ shelf }) =>
      [...archive.experiments.values()].filter(({ record }) => shelfOf(record) === shelf).map(rowOf),
    findById: (id) => archive.experiments.get(id)?.record ?? null,
    runs: (id) => archive.experiments.get(id)?.runs ?? [],
    runsOfCell: (id, cell) => (archive.experiments.get(id)?.runs ?? []).filter((run) => run.cell === cell),
    verdicts: (id, dynamics) => kept.filter((own) => own.experiment === id && own.dynamics === dynamics),
    verdictsOfCell: (id, dynamics, cell) =>
      kept.filter((own) => own.experiment === id && own.dynamics === dynamics && own.cell === cell),
    dataSet: (digest) =>
      [...archive.experiments.values()].find(({ record }) => record.data.digest === digest)?.data ?? null,
  };
  return asked as ArchiveReader;
}
