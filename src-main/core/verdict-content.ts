import { Decoder, Encoder } from '@msgpack/msgpack';
import type { ConclusionVerdict, Condition, StatementVerdict, VerdictPlace } from '@shared/theory/verdict';

/** Number of the form that contents have; what has another is judged again. */
const FORMAT = 1;

type Place = readonly [time: number, step: number | null, layer: number | null] | null;
/** Texts are places in the list of words. */
type PackedCondition = readonly [
  id: number,
  text: number,
  holds: boolean | null,
  measured: number | null,
  bound: number | null,
];
type PackedVerdict = readonly [
  statement: number,
  hypothesis: readonly [holds: boolean | null, measured: number | null, bound: number | null],
  /** Places in the list of conditions. */
  conditions: readonly number[],
  conclusion: readonly [
    holds: boolean | null,
    measured: number | null,
    bound: number | null,
    relation: number,
    slack: number | null,
    error: number,
    vacuous: boolean,
  ],
  worst: Place,
  firstViolation: Place,
];
type Content = readonly [
  format: number,
  words: readonly string[],
  conditions: readonly PackedCondition[],
  verdicts: readonly PackedVerdict[],
];

const encoder = new Encoder();
const decoder = new Decoder();

/**
 * The verdicts on one run as bytes: numbers bit for bit, but −0 as 0. Statements share conditions: each is there once,
 * and so is every text.
 */
export function packVerdicts(verdicts: readonly StatementVerdict[]): Uint8Array {
  const words = new Places<string>();
  const conditions = new Places<PackedCondition>((own) => own.join(' '));
  const packed = verdicts.map(({ statement, hypothesis, conclusion }): PackedVerdict => {
    const { holds, measured, bound } = hypothesis;
    const { relation, slack, error, vacuous, worst, firstViolation } = conclusion;
    return [
      words.of(statement),
      [holds, measured, bound],
      hypothesis.conditions.map((own) =>
        conditions.of([words.of(own.id), words.of(own.text), own.holds, own.measured, own.bound]),
      ),
      [conclusion.holds, conclusion.measured, conclusion.bound, words.of(relation), slack, error, vacuous],
      packPlace(worst),
      packPlace(firstViolation),
    ];
  });
  return encoder.encode([FORMAT, words.all, conditions.all, packed] satisfies Content);
}

/** Null where the bytes are of another version's form. */
export function unpackVerdicts(content: Uint8Array): StatementVerdict[] | null {
  let decoded: Content;
  try {
    decoded = decoder.decode(content) as Content;
  } catch {
    // Derived data: what cannot be read is computed again.
    return null;
  }
  if (decoded[0] !== FORMAT) return null;
  const [, words, packedConditions, verdicts] = decoded;
  const conditions = packedConditions.map(([id, text, holds, measured, bound]): Condition => ({
    id: words[id]!,
    text: words[text]!,
    holds,
    measured,
    bound,
  }));
  return verdicts.map(([statement, hypothesis, places, conclusion, worst, firstViolation]) => {
    const [holds, measured, bound] = hypothesis;
    return {
      statement: words[statement]!,
      hypothesis: { holds, measured, bound, conditions: places.map((place) => conditions[place]!) },
      conclusion: {
        holds: conclusion[0],
        measured: conclusion[1],
        bound: conclusion[2],
        relation: words[conclusion[3]]! as ConclusionVerdict['relation'],
        slack: conclusion[4],
        error: conclusion[5],
        worst: unpackPlace(worst),
        firstViolation: unpackPlace(firstViolation),
        vacuous: conclusion[6],
      },
    };
  });
}

/** A list that holds everything once. */
class Places<T> {
  readonly all: T[] = [];
  readonly #places = new Map<string, number>();

  constructor(private readonly keyOf: (value: T) => string = String) {}

  of(value: T): number {
    const key = this.keyOf(value);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.all.length;
    this.all.push(value);
    this.#places.set(key, place);
    return place;
  }
}

function packPlace(place: VerdictPlace | null): Place {
  return place && [place.time, place.step, place.layer];
}

function unpackPlace(place: Place): VerdictPlace | null {
  return place && { time: place[0], step: place[1], layer: place[2] };
}
