import { ACTIVATIONS } from '../network/activation';
import { STATUSES } from '../contract/records';
import { SPEC_FIELDS, SPEC_FIELD_NAMES, type SpecField } from '../experiment/spec-fields';
import { MEASURES, OUTCOMES } from '../training/run-result';

/**
 * What the values of a field are. share: of runs, 0 to 1, written as 10% or 0.1. bytes and duration (seconds): with a unit
 * or without. date: a day, month, year or minute, which stands for all of it, in UTC. word: as it is, case included.
 */
export type FieldKind = 'number' | 'share' | 'bytes' | 'duration' | 'date' | 'word';

export interface ComparedField {
  readonly kind: FieldKind;
  readonly about: string;
  /** All that it can be, where that is known. */
  readonly words?: readonly string[];
}

const OUTCOME_FIELDS = Object.fromEntries(
  OUTCOMES.map((outcome) => [outcome, { kind: 'share', about: 'Share of the finished runs' }] as const),
);
const MEASURE_FIELDS = Object.fromEntries(
  MEASURES.map(
    (measure) =>
      [measure, { kind: 'number', about: 'Mean over the finished runs in which it is finite' }] as const,
  ),
);

/** The words of a spec that its schema lists. Families of initialisations are in the catalogue. */
const SPEC_WORDS: Partial<Record<SpecField, readonly string[]>> = {
  data: ['synthetic', 'authors', 'imported'],
  network: ['fullyConnected', 'residual'],
  activation: ACTIVATIONS,
  randomness: ['content', 'authors'],
};

/** What filters compare, by name. */
export const COMPARED_FIELDS: ReadonlyMap<string, ComparedField> = new Map<string, ComparedField>([
  ...SPEC_FIELD_NAMES.map((name): [string, ComparedField] => {
    const words = SPEC_WORDS[name];
    const { kind, about } = SPEC_FIELDS[name];
    return [name, { kind, about, ...(words && { words }) }];
  }),
  ...Object.entries<ComparedField>(OUTCOME_FIELDS),
  ['failed', { kind: 'share', about: 'Share of the ended runs that could not be computed' }],
  ['runs', { kind: 'number', about: 'Runs of the plan' }],
  ['cells', { kind: 'number', about: 'Cells of the grid' }],
  ['status', { kind: 'word', about: 'How far it is', words: STATUSES }],
  ['tag', { kind: 'word', about: 'One of its tags' }],
  ['created', { kind: 'date', about: 'When it was archived first' }],
  ['started', { kind: 'date', about: 'When it was last started or gone on with' }],
  ['finished', { kind: 'date', about: 'When its last run ended' }],
  ['size', { kind: 'bytes', about: 'About what it takes of the archive' }],
  ['cost', { kind: 'duration', about: 'Time that processes spent on its runs' }],
  ...Object.entries<ComparedField>(MEASURE_FIELDS),
]);

/** Factors of the units that values can be written in, by kind. */
export const UNITS: Readonly<Record<'bytes' | 'duration', ReadonlyMap<string, number>>> = {
  bytes: new Map([
    ['TB', 1e12],
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
    ['B', 1],
  ]),
  duration: new Map([
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ]),
};
