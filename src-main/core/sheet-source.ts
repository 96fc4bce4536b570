import { INITIALISATIONS } from '@shared/catalogue';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import { plan } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { cellTable } from '@shared/figures/cell-table';
import { ascending, learningRates } from '@shared/figures/grid-slice';
import { figureOf } from '@shared/figures/figure-of';
import type { AnyFigure, FigureRequest, RunTheoryKind } from '@shared/figures/figure-request';
import type { ExperimentMethods } from '@shared/figures/methods-text';
import type { RunView } from '@shared/figures/run-theory/run-view';
import type { ScatterOptions, ScatterSource } from '@shared/figures/scatter';
import { recordedOn, reduceCourse } from '@shared/figures/scatter-axis';
import type { Initialisation } from '@shared/network/initialisations/initialisation';
import type { RunPlace, TraceSeries } from '@shared/training/run-result';
import { isTooCoarse } from '@shared/training/trace-end';
import { experimentDigest } from './experiment-digest';
import { Latest } from './latest';
import { openArchived, theoryFacts } from './open-archived';
import type { ArchiveReader } from './ports';
import { replayRun, type Breathe } from './replay-run';
import { curvatures } from './run-theory';
import { viewRun } from './run-view';

/** Samples along a run that was archived without its course and is computed again. */
const SAMPLES = 400;
/** Of the course of a run, for the figures of its theory: as many as the window's page has. */
const MOMENTS = 160;
/** What a page of figures shows, and a dialog draws again and again. */
const MOST_FIGURES = 40;
const MOST_EXPERIMENTS = 16;
/** Recorded courses that are read before others have a turn. */
const COURSES_AT_ONCE = 16;

/** What sheets are made from, read from the archive; the latest is kept for as long as an experiment's runs stay the same. */
export class SheetSource {
  readonly #figures = new Latest<AnyFigure>(MOST_FIGURES);
  readonly #methods = new Latest<ExperimentMethods>(MOST_EXPERIMENTS);

  constructor(
    readonly archive: () => ArchiveReader | null,
    private readonly breathe: Breathe,
  ) {}

  /**
   * Figures that stand side by side, each null where its experiment is not there; a learning rate has one colour in all
   * of them. Rejects with 'bad-arguments' for what an experiment cannot have.
   */
  async figures(requests: readonly FigureRequest[]): Promise<(AnyFigure | null)[]> {
    const archive = this.archive();
    if (archive === null) return requests.map(() => null);
    const places = requests.map((request) => ({ request, record: archive.findById(request.experiment) }));
    const rates = ascending(
      new Set(places.flatMap(({ record }) => (record ? learningRates(record.spec.grid) : []))),
    );
    const figures: (AnyFigure | null)[] = [];
    for (const { request, record } of places) {
      if (record === null) figures.push(null);
      else {
        const draw = (): Promise<AnyFigure> => this.#draw(request, rates, archive, record);
        figures.push(await this.#figures.get(keyOf(record, [request, rates]), draw));
      }
      await this.breathe();
    }
    return figures;
  }

  async #draw(
    request: FigureRequest,
    rates: readonly number[],
    archive: ArchiveReader,
    record: ExperimentRecord,
  ): Promise<AnyFigure> {
    const { spec } = record;
    const course = request.kind === 'runTrace' ? await this.#course(archive, record, request.run) : [];
    const along = request.kind === 'scatter' ? await this.#along(archive, record, request) : undefined;
    const view = request.kind === 'runTheory' ? await this.#view(archive, record, request) : null;
    return figureOf(request, {
      spec,
      theory: theoryFacts({ ...openArchived(archive, record), spec }),
      scaleSymbol: initialisationOf(spec).scale?.symbol ?? null,
      rates,
      runs: () => archive.runs(record.id),
      traces: () => course,
      ...(along === undefined ? {} : { along }),
      ...(view === null ? {} : { view }),
    });
  }

  /** What was recorded along a run; of an ended run without a record, or with too coarse a one, what computing it again gives. */
  async #course(
    archive: ArchiveReader,
    record: ExperimentRecord,
    place: RunPlace,
  ): Promise<readonly TraceSeries[]> {
    const kept = record.spec.trace === null ? null : archive.traces(record.id, place);
    if (kept !== null && !isTooCoarse(kept)) return kept;
    if (!hasEnded(archive, record.id, place)) return [];
    return (await replayRun(openArchived(archive, record), place, SAMPLES, this.breathe)) ?? [];
  }

  /** Numbers of the recorded courses of many runs, read a few at a time; undefined where no axis needs them. */
  async #along(
    archive: ArchiveReader,
    { id, spec }: ExperimentRecord,
    { x, y, within }: ScatterOptions,
  ): Promise<ScatterSource['along'] | undefined> {
    const wanted = [x, y].flatMap((axis) => recordedOn(axis) ?? []);
    if (wanted.length === 0 || spec.trace === null) return undefined;
    const found = new Map<string, number | null>();
    const keyAt = ({ cell, repetition }: RunPlace, quantity: string, along: string): string =>
      `${cell} ${repetition} ${quantity} ${along}`;
    const places = [...(within === null ? archive.runs(id) : archive.runsOfCell(id, within.cell))]
      .filter(({ status }) => status === 'finished')
      .map(({ cell, repetition }) => ({ cell, repetition }));
    for (const [i, place] of places.entries()) {
      const traces = archive.traces(id, place);
      for (const { quantity, along } of wanted) {
        const values = traces.find((series) => series.quantity === quantity)?.values;
        found.set(keyAt(place, quantity, along), values ? reduceCourse(values, along) : null);
      }
      if (i % COURSES_AT_ONCE === 0) await this.breathe();
    }
    return (place, quantity, along) => found.get(keyAt(place, quantity, along)) ?? null;
  }

  /** The run that a figure of its theory is about, with the sharpness of its moments where that is drawn. */
  async #view(
    archive: ArchiveReader,
    record: ExperimentRecord,
    { panel, run: place, dynamics, compare }: RunTheoryKind,
  ): Promise<RunView> {
    const opened = { ...openArchived(archive, record), spec: record.spec };
    const request = { place, dynamics, moments: MOMENTS, compare };
    const steps = viewRun(opened, request);
    let step = steps.next();
    for (; !step.done; step = steps.next()) await this.breathe();
    const { view } = step.value;
    if (panel === 'sharpness') {
      for (const run of [view.run, view.comparison?.flow])
        for (const share of run ? curvatures(run) : []) if (share < 1) await this.breathe();
    }
    return view;
  }

  /** What a section on methods tells of an experiment. */
  methods(record: ExperimentRecord): Promise<ExperimentMethods> {
    return this.#methods.get(keyOf(record), async () => {
      const archive = this.archive()!;
      const { id, spec, counts } = record;
      return {
        spec,
        theory: theoryFacts({ ...openArchived(archive, record), spec }),
        initialisation: initialisationOf(spec),
        rows: cellTable(plan(spec).cells, archive.runs(id), { measures: [] }),
        digest: counts.finished < counts.total ? null : experimentDigest(archive, record),
      };
    });
  }
}

/** Finished runs never change: a name and the counts say whether anything did. */
function keyOf({ id, name, counts }: ExperimentRecord, asked: unknown = null): string {
  return JSON.stringify([id, name, counts, asked]);
}

function initialisationOf({ initialisation }: ExperimentSpec): Initialisation {
  return INITIALISATIONS.find(({ id }) => id === initialisation.family)!;
}

function hasEnded(archive: ArchiveReader, id: ExperimentId, { cell, repetition }: RunPlace): boolean {
  for (const run of archive.runsOfCell(id, cell)) if (run.repetition === repetition) return true;
  return false;
}
