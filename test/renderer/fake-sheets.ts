import { INITIALISATIONS } from '@shared/catalogue';
import { putTogether } from '@shared/compare/put-together';
import type { ExportedFile, ExportOptions, OpenedRecipe, SheetPreview } from '@shared/contract/sheets';
import type { Recipe } from '@shared/drawing/recipe';
import type { FigureFormat, SheetRequest } from '@shared/drawing/sheet';
import { PAPER_BIBTEX } from '@shared/figures/bibtex';
import { captionText } from '@shared/figures/caption-text';
import { figureOf } from '@shared/figures/figure-of';
import type { AnyFigure, FigureRequest, RunTheoryKind } from '@shared/figures/figure-request';
import { plainText } from '@shared/figures/plain-text';
import type { RunView } from '@shared/figures/run-theory/run-view';
import { traceQuantities } from '@shared/experiment/linearity';
import { plan } from '@shared/experiment/plan';
import type { RunPlace, TraceSeries } from '@shared/training/run-result';
import { retrace } from '@shared/training/retrace';
import { viewRun } from '../../src-main/core/run-view';
import { finishStudy } from '../../src-main/core/studies/study';
import { ApiError } from '../../src-renderer/client/connection';
import { traceKey, type FakeArchive } from './fake-archive';
import { theoryFacts } from './fake-theory';

const MARK = 'sharpness-workbench-recipe:';
const MEDIA: Record<FigureFormat, readonly [ending: string, type: string]> = {
  pdf: ['pdf', 'application/pdf'],
  svg: ['svg', 'image/svg+xml'],
  png: ['png', 'image/png'],
  pgfplots: ['tex', 'application/x-tex'],
  csv: ['csv', 'text/csv'],
  json: ['json', 'application/json'],
};

/** The real figures and captions, on sheets that show their frames only. */
export class FakeSheets {
  constructor(private readonly archive: FakeArchive) {}

  figure({ experiment, ...kind }: FigureRequest): AnyFigure | null {
    const found = this.archive.experiments.get(experiment);
    if (!found) return null;
    const { record, data, prepared, runs, traces } = found;
    const { spec } = record;
    return figureOf(kind, {
      spec,
      theory: theoryFacts(spec, data, prepared),
      scaleSymbol: INITIALISATIONS.find(({ id }) => id === spec.initialisation.family)?.scale?.symbol ?? null,
      runs: () => runs,
      traces: (place) =>
        kind.kind === 'runTrace' && spec.trace === null
          ? replayed({ spec, prepared }, place)
          : (traces.get(traceKey(place)) ?? []),
      ...(kind.kind === 'runTheory' ? { view: viewOf({ spec, prepared }, kind) } : {}),
    });
  }

  preview(sheet: SheetRequest): SheetPreview {
    const drawn = sheet.figures.flatMap((request) => this.figure(request) ?? []);
    const figures = sheet.together === undefined ? drawn : putTogether(drawn, sheet.together);
    const caption = plainText(captionText(figures));
    return {
      svg: figures.length === 0 ? null : framesOf(sheet, figures),
      width: sheet.style.width,
      height: sheet.style.height,
      caption,
      methods: 'Networks were trained by full-batch gradient descent. All was computed with the workbench.',
      bibtex: PAPER_BIBTEX,
      warnings: [
        ...(figures.length < sheet.figures.length ? ['A figure of this sheet is not there.'] : []),
        ...(sheet.style.width < 200 ? ['The name of the x axis does not fit beside its neighbours.'] : []),
      ],
    };
  }

  files(sheet: SheetRequest, { formats, name, dpi }: ExportOptions): ExportedFile[] {
    const { svg } = this.preview(sheet);
    if (svg === null) throw new ApiError('incomplete', 'Nothing of this can be drawn yet.', 'Run it first.');
    const recipe = this.#recipe(sheet);
    const text = `<!-- ${dpi} dpi ${MARK}${JSON.stringify(recipe)} -->\n${svg}`;
    return formats.map((format) => ({
      name: `${name ?? sheet.figures[0]!.kind}.${MEDIA[format][0]}`,
      mediaType: MEDIA[format][1],
      bytes: new TextEncoder().encode(text),
    }));
  }

  openRecipe(file: Uint8Array): OpenedRecipe {
    const found = /sharpness-workbench-recipe:(.*) -->/.exec(new TextDecoder().decode(file));
    if (found === null) {
      throw new ApiError(
        'bad-data',
        'This file carries no recipe of the workbench.',
        'Only figures that were exported here have one.',
      );
    }
    const recipe = JSON.parse(found[1]!) as Recipe;
    const known = recipe.experiments.flatMap(({ id }) => this.archive.experiments.get(id)?.record ?? []);
    return { recipe, known: known.filter(({ deletedAt }) => deletedAt === null) };
  }

  #recipe(sheet: SheetRequest): Recipe {
    const ids = [...new Set(sheet.figures.map(({ experiment }) => experiment))];
    return {
      format: 'sharpness-workbench-recipe',
      version: 1,
      program: '0.1.0',
      experiments: ids.map((id) => {
        const { name, spec } = this.archive.experiments.get(id)!.record;
        return { id, name, spec, digest: null };
      }),
      sheet,
    };
  }
}

const SAMPLES = 40;

/** The course of a run that was archived without one. */
function replayed(
  { spec, prepared }: Parameters<typeof viewRun>[0],
  { cell, repetition }: RunPlace,
): TraceSeries[] {
  const quantities = traceQuantities(spec).filter((name) => name !== 'sharpnessAsPublished');
  const task = prepared.task(plan(spec).cells[cell]!, repetition);
  const slices = retrace(task, quantities, SAMPLES);
  let step = slices.next();
  while (!step.done) step = slices.next();
  return step.value;
}

const MOMENTS = 40;

function viewOf(
  opened: Parameters<typeof viewRun>[0],
  { run: place, dynamics, compare }: RunTheoryKind,
): RunView {
  return finishStudy(viewRun(opened, { place, dynamics, moments: MOMENTS, compare })).view;
}

/** A frame a figure with its lines in it, as far as a sheet's style shows in that. */
function framesOf({ columns, style }: SheetRequest, figures: readonly AnyFigure[]): string {
  const { width, height, fontSize, lineWidth, background } = style;
  const rows = Math.ceil(figures.length / columns);
  const [w, h] = [width / columns, height / rows];
  const ink = background === 'dark' ? '#ffffff' : '#000000';
  const frames = figures.map((figure, i) => {
    const letter = style.letters && figures.length > 1 ? `(${'abcdefgh'[i]!}) ` : '';
    const title = `${letter}${style.titles ? plainText(figure.figure.title) : ''}`;
    return `<g transform="translate(${(i % columns) * w} ${Math.floor(i / columns) * h})">
      <rect x="24" y="18" width="${w - 36}" height="${h - 34}" fill="none" stroke="${ink}" stroke-width="0.5"/>
      <text x="24" y="13" fill="${ink}" font-family="serif" font-size="${fontSize}">${escaped(title)}</text>
      <path d="M24 ${h - 20} L${w - 16} 22" stroke="#1d5bb8" stroke-width="${lineWidth}" fill="none"/>
    </g>`;
  });
  const surface = { white: '#ffffff', dark: '#16181c', transparent: 'none' }[background];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}pt" height="${height}pt" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${surface}"/>${frames.join('')}</svg>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
