import { isLinear } from '../experiment/linearity';
import { matchOf } from '../experiment/match';
import { plan } from '../experiment/plan';
import type { ExperimentSpec } from '../experiment/spec';
import { defaultFigures, DEFAULT_SCATTER } from '../figures/default-figures';
import type { FigureKind, FigureRequest } from '../figures/figure-request';
import { RUN_PANELS } from '../figures/run-theory/run-panels';
import { ascending, defaultSlice, type GridSlice } from '../figures/grid-slice';
import { hasTestTable } from '../figures/request-checks';
import type { ComparisonSide } from './comparison';

/** The figure of a side: of its depth or scale where the figure's own is not in its grid, of its own cell and run. */
export function sideFigure(figure: FigureKind, side: ComparisonSide, spec: ExperimentSpec): FigureRequest {
  return { ...ofSide(figure, side, spec), experiment: side.experiment };
}

function ofSide(figure: FigureKind, { cell, run }: ComparisonSide, spec: ExperimentSpec): FigureKind {
  switch (figure.kind) {
    case 'distanceLines':
    case 'sharpnessLines':
    case 'divergenceLines':
    case 'heatmap':
      return { ...figure, slice: sliceOfSide(figure.slice, cell, spec) };
    case 'scatter':
      return { ...figure, within: cell === null ? null : { cell, repetition: run } };
    case 'runTrace':
    case 'runTheory':
      return { ...figure, run: { cell: cell ?? figure.run.cell, repetition: run ?? figure.run.repetition } };
    case 'generalisation':
      return figure;
  }
}

/** Through the side's cell; else the wanted one, or the first of the grid that runs over the same. */
function sliceOfSide(wanted: GridSlice, cell: number | null, { grid, ...spec }: ExperimentSpec): GridSlice {
  const own = cell === null ? undefined : plan({ ...spec, grid }).cells[cell];
  if (wanted.over === 'scale') {
    const depth = own?.depth ?? matchOf(wanted.depth, grid.depths) ?? ascending(grid.depths)[0]!;
    return { over: 'scale', depth };
  }
  const scale = own?.scale ?? matchOf(wanted.scale, grid.scales) ?? ascending(grid.scales)[0]!;
  return { over: 'learningRate', scale };
}

/** The kinds of figures that all sides can have; those of single runs where all sides are runs. */
export function figuresOfAll(
  sides: readonly ComparisonSide[],
  specs: readonly ExperimentSpec[],
): FigureKind[] {
  const [first] = specs;
  if (first === undefined) return [];
  const runs = sides.every(({ cell, run }) => cell !== null && run !== null);
  const convention = 'exact';
  if (runs) {
    const place = { cell: sides[0]!.cell!, repetition: sides[0]!.run! };
    return [
      { kind: 'runTrace', run: place, convention },
      ...(specs.every(isLinear)
        ? RUN_PANELS.filter(({ id }) => id !== 'flowDistance').map(({ id }): FigureKind => ({
            kind: 'runTheory',
            panel: id,
            run: place,
            dynamics: 'gradientDescent',
            compare: false,
          }))
        : []),
      DEFAULT_SCATTER,
    ];
  }
  const slice = commonSlice(specs);
  return defaultFigures(first).flatMap((figure): FigureKind[] => {
    if (figure.kind === 'runTrace') return [];
    if (figure.kind === 'distanceLines' && !specs.every(isLinear)) return [];
    if (figure.kind === 'generalisation' && !specs.every(({ data }) => hasTestTable(data))) return [];
    return 'slice' in figure ? [{ ...figure, slice }] : [figure];
  });
}

/** Over what most of the grids vary. */
function commonSlice(specs: readonly ExperimentSpec[]): GridSlice {
  const slices = specs.map(({ grid }) => defaultSlice(grid));
  const overScale = slices.filter(({ over }) => over === 'scale').length;
  const wanted = 2 * overScale >= slices.length ? 'scale' : 'learningRate';
  return slices.find(({ over }) => over === wanted) ?? slices[0]!;
}
