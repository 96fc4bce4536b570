import type {
  FigureKey,
  FigurePanel,
  FigureSeries,
  FigureText,
  Ink,
  LineStroke,
  Marker,
  ReferenceLine,
} from '../../figures/figure-data';
import { formatNumber } from '../../figures/format-number';
import { isNamed } from '../../figures/naming';

/** A line of a legend: a sample and what it stands for. */
export interface LegendEntry {
  readonly name: FigureText;
  /** Null, for a neutral one, where lines of several colours share the name. */
  readonly ink: Ink | null;
  readonly sample: 'line' | 'marked' | 'dots' | LineStroke;
  /** On the sample. Absent: a circle where it is marked or a dot, else none. */
  readonly marker?: Marker;
  /** What tells figures apart that lie over each other: it has no other place. */
  readonly key?: true;
}

export function legendEntries(panels: readonly FigurePanel[]): LegendEntry[] {
  const entries = [
    ...panels.flatMap(({ key }) => (key ?? []).map(keyEntry)),
    ...panels.flatMap(({ series }) => series.flatMap(seriesEntry)),
    ...referenceEntries(panels.flatMap(({ references }) => references)),
  ];
  const known = new Set<string>();
  return entries.filter((entry) => {
    const key = JSON.stringify(entry);
    return !known.has(key) && known.add(key);
  });
}

function seriesEntry(series: FigureSeries): LegendEntry[] {
  const { label, ink, marked, points, name = label } = series;
  if (points.every(({ y }) => y === null)) return [];
  if (name === '' || (ink.kind === 'ordinal' && !isNamed(ink.index, ink.count))) return [];
  const { stroke, marker } = series;
  const line = stroke !== undefined && stroke !== 'solid' ? stroke : marked ? 'marked' : 'line';
  return [
    {
      name,
      ink,
      sample: series.drawn === 'dots' ? 'dots' : line,
      ...(marker === undefined || !marked ? {} : { marker }),
    },
  ];
}

function keyEntry({ label, stroke, marker }: FigureKey): LegendEntry {
  const sample = stroke === null ? 'dots' : stroke === 'solid' ? 'marked' : stroke;
  return { name: label, ink: null, sample, marker, key: true };
}

/** What reference lines are, by their id without the setting that it ends in. */
const REFERENCE_NAMES: Readonly<Record<string, FigureText>> = {
  stability: '2/η',
  exact: 'S_{min}',
  'critical-bound': 'Bound of 2/S_{min}',
  critical: '2/S_{min}',
  'least-squares': 'Least squares',
};

/** Lines of one kind, one at each learning rate or depth, share an entry. */
function referenceEntries(references: readonly ReferenceLine[]): LegendEntry[] {
  const kinds = new Map<string, ReferenceLine[]>();
  for (const line of references) {
    const own = withoutSide(line.id).replace(/-[\d.e+-]+$/, '');
    const kind = own in BOUNDS ? 'bounds' : own;
    kinds.set(kind, [...(kinds.get(kind) ?? []), line]);
  }
  return [...kinds].flatMap(([kind, lines]): LegendEntry[] => {
    const [first] = lines;
    if (kind === 'bounds') return [boundsEntry(lines)];
    const several = new Set(lines.map(({ label, ink }) => JSON.stringify([label, ink]))).size > 1;
    const known = REFERENCE_NAMES[kind];
    const name = several ? (known ?? first!.label.split(' = ')[0]!) : wholeName(first!.label, known);
    return name === '' ? [] : [{ name, ink: several ? null : first!.ink, sample: first!.stroke }];
  });
}

/** Of figures laid over each other, a line's id begins with whose it is: "1/exact-10". */
function withoutSide(id: string): string {
  return id.replace(/^\d+\//, '');
}

/** The bounds of the sharpness, whose lines look alike. */
const BOUNDS: Readonly<Record<string, FigureText>> = { lower: '2La', upper: '8LΛ' };

/** Both bounds of a depth with their values; those of several depths without. */
function boundsEntry(lines: readonly ReferenceLine[]): LegendEntry {
  const { ink, stroke } = lines[0]!;
  const formulae = Object.entries(BOUNDS).flatMap(([kind, formula]): FigureText[] => {
    const own = lines.filter(({ id }) => withoutSide(id).startsWith(`${kind}-`));
    const [first] = own;
    if (first === undefined) return [];
    const depths = new Set(own.map(({ id }) => id)).size;
    return [depths === 1 && 'y' in first.along ? `${formula} = ${formatNumber(first.along.y)}` : formula];
  });
  const shared = lines.every((line) => JSON.stringify(line.ink) === JSON.stringify(ink));
  const name = `${formulae.length > 1 ? 'Bounds' : 'Bound'} ${formulae.join(', ')}`;
  return { name, ink: shared ? ink : null, sample: stroke };
}

/** A label that is but a number gets the name of what it is. */
function wholeName(label: FigureText, known: FigureText | undefined): FigureText {
  if (label === '') return known ?? '';
  return known !== undefined && !/\p{L}/u.test(label) ? `${known} = ${label}` : label;
}
