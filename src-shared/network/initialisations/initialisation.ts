import type { Activation } from '../activation';
import type { RunDraws } from '../draws/run-draws';
import type { RegressionProblem } from '../regression-problem';
import type { LinearNetwork } from '../shape';

/** The numbers that an initialisation reads: `scale` varies over the grid, the others belong to the spec. */
export interface InitialisationInput {
  readonly network: LinearNetwork;
  readonly problem: RegressionProblem;
  readonly draws: RunDraws;
  readonly scale: number;
  /** Values of `parameters`, by name. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** A number with its meaning and the values it may take. */
export interface ParameterDescription {
  readonly symbol: string;
  readonly meaning: string;
  readonly min: number;
  readonly max: number;
  /** Whether `min` itself is refused. */
  readonly open?: boolean;
  readonly integer?: boolean;
  readonly default: number;
}

/** What an initialisation may refuse a network for. */
export interface StartedNetwork {
  /** d_0 … d_L. */
  readonly widths: readonly number[];
  readonly activation: Activation;
}

/** A family of initial weights. */
export interface Initialisation {
  readonly id: string;
  readonly title: string;
  /** Where in the paper it stands. */
  readonly source: string;
  /** What the grid's scale means; null where there is nothing to scale and the grid's only scale is 0. */
  readonly scale: ParameterDescription | null;
  readonly parameters: Readonly<Record<string, ParameterDescription>>;
  /** Whether two repetitions differ. */
  readonly random: boolean;
  /** Why this family cannot start such a network, or null where it can. */
  readonly refuses: (network: StartedNetwork) => string | null;
  /** Writes the initial weights (length D) into `out`. */
  readonly initialise: (input: InitialisationInput, out: Float64Array) => void;
}

/** Upper end of every scale: past it the first product overflows at moderate depth. */
export const LARGEST_SCALE = 1e6;

/** The refusal of families that are the identity plus something. */
export function needsSquareLayers({ widths }: StartedNetwork): string | null {
  return widths.every((width) => width === widths[0])
    ? null
    : 'it starts from the identity, so every layer must be square: choose a residual network';
}

/** The refusal of families that start at a minimiser of a linear network. */
export function needsLinearNetwork({ activation }: StartedNetwork): string | null {
  return activation === 'identity'
    ? null
    : 'it is a minimiser of linear networks only: choose the activation identity';
}
