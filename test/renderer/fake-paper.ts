import { evidenceOf, type Evidence } from '@shared/claims/evidence';
import { CLAIMS } from '@shared/claims/claims';
import { judgeClaim, type FoundEvidence, type Verdict } from '@shared/claims/verdict';
import type { PaperFigureState, PaperNeed } from '@shared/contract/paper-state';
import { estimate } from '@shared/experiment/estimate';
import { boundsTable } from '@shared/figures/bounds-table';
import { PAPER_FIGURES, paperFigure, type PaperFigureId } from '@shared/figures/paper-figures';
import type { AuthorsSweepName } from '@shared/network/draws/authors';
import { traceKey, type FakeArchive, type FakeExperiment, type Opened } from './fake-archive';
import { paperSpec } from './scenarios';

const PROCESSES = 7;

/** The paper's figures from short runs and few of them, with the real claims held against them. */
export class FakePaper {
  readonly #specs = new Map<AuthorsSweepName, Extract<Opened, { ok: true }>>();

  constructor(private readonly archive: FakeArchive) {}

  figures(): PaperFigureState[] {
    return PAPER_FIGURES.map(paperFigure).map(({ id, panels }) => ({
      figure: id,
      panels: panels.map((panel) => {
        const found = this.#find(panel.preset);
        return {
          id: panel.id,
          request: found && { ...panel.kind(found.record.spec), experiment: found.record.id },
        };
      }),
      needs: this.presets([id]).map((preset) => this.#need(preset)),
    }));
  }

  presets(figures: readonly PaperFigureId[]): AuthorsSweepName[] {
    return [...new Set(figures.flatMap((id) => paperFigure(id).panels.map(({ preset }) => preset)))];
  }

  open(preset: AuthorsSweepName): Extract<Opened, { ok: true }> {
    const known = this.#specs.get(preset);
    if (known) return known;
    const opened = this.archive.open(paperSpec(preset));
    if (!opened.ok) throw new Error(opened.problems[0]!.message);
    this.#specs.set(preset, opened);
    return opened;
  }

  verdicts(figure: PaperFigureId): Verdict[] {
    return CLAIMS.filter((claim) => claim.figure.startsWith(figure)).map((claim) =>
      judgeClaim(claim, (preset) => this.#evidence(preset)),
    );
  }

  #need(preset: AuthorsSweepName): PaperNeed {
    const { spec, data } = this.open(preset);
    const experiment = this.#find(preset)?.record ?? null;
    const { finished, total } = experiment?.counts ?? { finished: 0, total: 1 };
    return {
      preset,
      experiment,
      seconds: (1 - finished / total) * estimate(spec, data.train, PROCESSES).seconds,
    };
  }

  #find(preset: AuthorsSweepName): FakeExperiment | null {
    const wanted = JSON.stringify(this.open(preset).spec);
    const all = [...this.archive.experiments.values()];
    return (
      all.find(({ record }) => record.deletedAt === null && JSON.stringify(record.spec) === wanted) ?? null
    );
  }

  #evidence(preset: AuthorsSweepName): FoundEvidence {
    const found = this.#find(preset);
    if (!found) {
      return { missing: `"${preset}" was not run in this data folder yet.`, remedy: 'Reproduce the figure.' };
    }
    const { record, prepared, runs, traces } = found;
    const { finished, total } = record.counts;
    if (finished < total) {
      return {
        missing: `Only ${finished} of ${total} runs of "${preset}" are finished.`,
        remedy: 'Let it go on.',
      };
    }
    const bounds = boundsTable(record.spec.grid.depths.map(prepared.theory));
    const evidence: Evidence = evidenceOf(
      record.spec,
      { bounds, wStarNorm: prepared.problem.wStarNorm },
      runs,
      (run) => traces.get(traceKey(run)) ?? [],
    );
    return evidence;
  }
}
