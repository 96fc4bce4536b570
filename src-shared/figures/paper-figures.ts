import { plan } from '../experiment/plan';
import type { ExperimentSpec } from '../experiment/spec';
import type { AuthorsSweepName } from '../network/draws/authors';
import type { FigureKind } from './figure-request';
import { defaultSlice } from './grid-slice';

/** The numbered figures of the paper. */
export const PAPER_FIGURES = ['1', '2', '3', '4', '5', '6', '7'] as const;
export type PaperFigureId = (typeof PAPER_FIGURES)[number];

export interface PaperFigure {
  readonly id: PaperFigureId;
  readonly title: string;
  /** Of the grid in which its panels stand. */
  readonly columns: number;
  /** In the order of the paper; what it does not print stands last. */
  readonly panels: readonly PaperPanel[];
}

export interface PaperPanel {
  /** "1a"; "3 (heatmap)" for what the paper does not print. */
  readonly id: string;
  /** Whose runs it shows. */
  readonly preset: AuthorsSweepName;
  readonly kind: (spec: ExperimentSpec) => FigureKind;
  /** What is to be seen in the paper's panel. */
  readonly shows: string;
}

/*
 * All in the convention and with the interval of the authors' code, which drew the printed figures: distances as means
 * over coordinates, sharpness by 20 power iterations, bands by seaborn's bootstrap. The captions say so.
 */
const PUBLISHED = { convention: 'asPublished', interval: 'bootstrap' } as const;

const distance = ({ grid }: ExperimentSpec): FigureKind => ({
  kind: 'distanceLines',
  slice: defaultSlice(grid),
  ...PUBLISHED,
});

const sharpness = ({ grid }: ExperimentSpec): FigureKind => ({
  kind: 'sharpnessLines',
  slice: defaultSlice(grid),
  ...PUBLISHED,
  everyRate: false,
});

const divergence = ({ grid }: ExperimentSpec): FigureKind => ({
  kind: 'divergenceLines',
  slice: defaultSlice(grid),
});

const divergenceMap = ({ grid }: ExperimentSpec): FigureKind => ({
  kind: 'heatmap',
  slice: defaultSlice(grid),
  quantity: { kind: 'diverged' },
});

/** The one run at a learning rate. */
const course =
  (learningRate: number) =>
  (spec: ExperimentSpec): FigureKind => {
    const cell = plan(spec).cells.findIndex((planned) => planned.learningRate === learningRate);
    return { kind: 'runTrace', run: { cell, repetition: 0 }, convention: PUBLISHED.convention };
  };

const FIGURES: Record<PaperFigureId, Omit<PaperFigure, 'id'>> = {
  1: {
    title: 'Linear networks from Gaussian weights',
    columns: 2,
    panels: [
      {
        id: '1a',
        preset: 'figure-3',
        kind: distance,
        shows:
          'Squared distance to the least-squares solution before and after training, over the initialisation scale, a line a learning rate. Training succeeds at rates below a critical one, whatever the scale.',
      },
      {
        id: '1b',
        preset: 'figure-3',
        kind: sharpness,
        shows:
          'Sharpness before and after training at the rates below 0.09, with 2/η dashed and both bounds dotted. From small scales it ends between the bounds and does not depend on the rate; from large ones it levels off at 2/η.',
      },
      {
        id: '1c',
        preset: 'figure-1-trajectories',
        kind: course(0.02),
        shows:
          'Squared distance and sharpness along one run at η = 0.02 from scale 0.35. The sharpness stays away from 2/η: no edge of stability.',
      },
      {
        id: '1d',
        preset: 'figure-1-trajectories',
        kind: course(0.1),
        shows:
          'The same at η = 0.1. The sharpness reaches 2/η and oscillates about it: the edge of stability.',
      },
    ],
  },
  2: {
    title: 'Critical learning rate over depth',
    columns: 1,
    panels: [
      {
        id: '2',
        preset: 'figure-2',
        kind: distance,
        shows:
          'Squared distance after training over the learning rate, a line a depth. Each line stays near 0 up to a threshold, the smaller the deeper the network, which the dashed vertical line of theory meets.',
      },
    ],
  },
  3: {
    title: 'Divergence from Gaussian weights',
    columns: 2,
    panels: [
      {
        id: '3',
        preset: 'figure-3',
        kind: divergence,
        shows:
          'Share of the runs that diverged, over the initialisation scale, a line a learning rate. Divergence sets in at large scales and large rates.',
      },
      {
        id: '3 (heatmap)',
        preset: 'figure-3',
        kind: divergenceMap,
        shows:
          'Not printed in the paper: the shares of Figure 3 over learning rate and scale, with the critical learning rate 2/S_min.',
      },
    ],
  },
  4: {
    title: 'Residual linear networks',
    columns: 2,
    panels: [
      {
        id: '4a',
        preset: 'figure-4',
        kind: distance,
        shows:
          'As 1a, for residual networks over the scale s of their Gaussian part: training succeeds at rates below a critical one, whatever the scale.',
      },
      {
        id: '4b',
        preset: 'figure-4',
        kind: sharpness,
        shows:
          'As 1b, with the lower bound alone. The sharpness at initialisation depends less on the scale than that of Gaussian weights.',
      },
      {
        id: '4c',
        preset: 'figure-4-trajectories',
        kind: course(0.02),
        shows: 'Squared distance and sharpness along one run at η = 0.02 from s = 0.5: no edge of stability.',
      },
      {
        id: '4d',
        preset: 'figure-4-trajectories',
        kind: course(0.1),
        shows: 'The same at η = 0.1: the run enters the edge of stability.',
      },
    ],
  },
  5: {
    title: 'Divergence of residual networks',
    columns: 2,
    panels: [
      {
        id: '5',
        preset: 'figure-4',
        kind: divergence,
        shows:
          'Share of the runs that diverged, over the scale s, a line a learning rate. Divergence sets in at large scales.',
      },
      {
        id: '5 (heatmap)',
        preset: 'figure-4',
        kind: divergenceMap,
        shows:
          'Not printed in the paper: the shares of Figure 5 over learning rate and scale, with the critical learning rate 2/S_min.',
      },
    ],
  },
  6: {
    title: 'Underdetermined regression',
    columns: 2,
    panels: [
      {
        id: '6a',
        preset: 'figure-6',
        kind: sharpness,
        shows:
          'Sharpness before and after training where there are fewer samples than features, with the lower bound alone: it depends on rate and scale much as in 1b.',
      },
      {
        id: '6b',
        preset: 'figure-6',
        kind: () => ({ kind: 'generalisation', convention: PUBLISHED.convention, learningRate: null }),
        shows:
          'Test risk minus training risk over the sharpness after training at η = 0.001, a dot a run, both logarithmic: sharper minimisers generalise worse, along a line of slope 0.42 ± 0.01 and intercept −0.96 ± 0.03.',
      },
    ],
  },
  7: {
    title: 'Networks with GELU',
    columns: 2,
    panels: [
      {
        id: '7',
        preset: 'figure-7',
        kind: sharpness,
        shows:
          'Sharpness before and after training of networks with GELU on noiseless data: near the linear network’s bounds from small scales, at 2/η from large ones.',
      },
      {
        id: '7 (noisy)',
        preset: 'figure-7-noisy',
        kind: sharpness,
        shows:
          'Not printed in the paper, whose text tells of it: the same on noisy targets, where the sharpness reaches 2/η at every rate and scale.',
      },
    ],
  },
};

export function paperFigure(id: PaperFigureId): PaperFigure {
  return { id, ...FIGURES[id] };
}
