import { claimsOf } from '@shared/claims/claims';
import { CLAIM_FIGURES } from '@shared/claims/claim';
import type { Verdict } from '@shared/claims/verdict';
import type { PaperFigureState, PaperNeed } from '@shared/contract/paper-state';
import type { SheetRequest } from '@shared/drawing/sheet';
import { venueStyle } from '@shared/drawing/venues';
import { estimate } from '@shared/experiment/estimate';
import { drawnDataSet } from '@shared/experiment/load-data';
import { findPreset } from '@shared/experiment/presets';
import { PAPER_BIBTEX } from '@shared/figures/bibtex';
import type { FigureRequest } from '@shared/figures/figure-request';
import { paperFigure, type PaperFigureId, type PaperPanel } from '@shared/figures/paper-figures';
import { findExperiment } from './find-experiment';
import { judgeClaims } from './judge-claims';
import type { ArchiveReader } from './ports';
import type { ReproducedExperiment, ReproducedFigure, Reproduction } from './report/reproduction';
import { previewSheet, type SheetContext } from './sheets';

/** Presets that a figure of the paper needs, each once. */
export function presetsOf(figure: PaperFigureId): string[] {
  return [...new Set(paperFigure(figure).panels.map(({ preset }) => preset))];
}

/** How much of a figure is in the archive; the time left is for so many engine processes. */
export function paperFigureState(
  archive: ArchiveReader | null,
  figure: PaperFigureId,
  processes: number,
): PaperFigureState {
  return {
    figure,
    panels: paperFigure(figure).panels.map((panel) => ({ id: panel.id, request: requestOf(archive, panel) })),
    needs: presetsOf(figure).map((preset) => needOf(archive, preset, processes)),
  };
}

function requestOf(archive: ArchiveReader | null, { preset, kind }: PaperPanel): FigureRequest | null {
  const experiment = findExperiment(archive, preset);
  if (experiment === null || experiment.counts.finished === 0) return null;
  return { ...kind(experiment.spec), experiment: experiment.id };
}

function needOf(archive: ArchiveReader | null, preset: string, processes: number): PaperNeed {
  const { spec } = findPreset(preset)!;
  const experiment = findExperiment(archive, preset);
  const { seconds } = estimate(spec, drawnDataSet(spec)!.train, processes);
  const missing = experiment ? 1 - experiment.counts.finished / experiment.counts.total : 1;
  return { preset, experiment, seconds: seconds * missing };
}

/** What the paper claims of a figure, held against the archive. */
export function paperVerdicts(archive: ArchiveReader | null, figure: PaperFigureId): readonly Verdict[] {
  const claims = CLAIM_FIGURES.filter((panel) => /^\d+/.exec(panel)![0] === figure).flatMap(claimsOf);
  return judgeClaims(claims, archive).verdicts;
}

/** A figure of the paper on one sheet, of the panels that can be drawn; null where none can. */
export function paperSheet(archive: ArchiveReader | null, figure: PaperFigureId): SheetRequest | null {
  const { panels, columns } = paperFigure(figure);
  const figures = panels.flatMap((panel) => requestOf(archive, panel) ?? []);
  if (figures.length === 0) return null;
  return { figures, columns, style: venueStyle('neurips', figures.length, columns) };
}

/** Everything that a report on these figures says. */
export async function reproduction(
  context: SheetContext,
  figures: readonly PaperFigureId[],
): Promise<Reproduction> {
  const reproduced: ReproducedFigure[] = [];
  for (const figure of figures) reproduced.push(await reproduce(context, figure));
  return { program: context.program, figures: reproduced, bibtex: PAPER_BIBTEX };
}

async function reproduce(context: SheetContext, figure: PaperFigureId): Promise<ReproducedFigure> {
  const archive = context.source.archive();
  const { title, panels } = paperFigure(figure);
  const sheet = paperSheet(archive, figure);
  const preview = sheet && (await previewSheet(context, sheet));
  const experiments: ReproducedExperiment[] = [];
  for (const preset of presetsOf(figure)) {
    const record = findExperiment(archive, preset);
    const { total, finished } = record?.counts ?? { total: 0, finished: 0 };
    const digest = record && (await context.source.methods(record)).digest;
    experiments.push({ preset, id: record?.id ?? null, total, finished, digest });
  }
  return {
    figure,
    title,
    panels: panels.map(({ id, shows }) => ({ id, shows })),
    svg: preview?.svg ?? null,
    caption: preview?.caption ?? '',
    methods: preview?.methods ?? '',
    experiments,
    verdicts: paperVerdicts(archive, figure),
  };
}
