import { WorkbenchError } from '../contract/errors';
import {
  MARKERS,
  STROKES,
  type FigureData,
  type FigureKey,
  type FigurePanel,
  type FigureSeries,
  type Ink,
  type ReferenceLine,
} from '../figures/figure-data';
import type { AnyFigure } from '../figures/figure-request';
import { sharedAxis } from './share-axes';
import { shortNames } from './side-names';

/**
 * Figures of one kind laid over each other. Each side has a dash and a marker of its own. Where sides have a series each, it
 * also has a colour, and its name stands at its line; where they have several (a line a learning rate), the colours go on
 * telling those apart, and a key says which dash and marker is whose. Throws 'bad-arguments' for what cannot be laid over
 * each other.
 */
export function overlay(figures: readonly AnyFigure[], names: readonly string[]): AnyFigure {
  const lines = figures.map((drawn) => {
    if (drawn.kind === 'lines') return drawn.figure;
    throw refusal('Heatmaps cannot be laid over each other.');
  });
  const [first] = lines;
  if (first === undefined) throw refusal('There is no figure to lay over another.');
  if (lines.some(({ panels }) => panels.length !== first.panels.length))
    throw refusal('These figures have different panels: they cannot be laid over each other.');
  return {
    kind: 'lines',
    figure: {
      id: `overlay-${first.id}`,
      title: lines.every(({ title }) => title === first.title) ? first.title : withoutPlace(first.title),
      panels: first.panels.map((_, i) =>
        laidOver(
          lines.map(({ panels }) => panels[i]!),
          names,
        ),
      ),
      caption: captionOf(lines, names),
      notes: notesOf(lines, names),
    },
  };
}

/** Titles that differ do so in what comes after the comma: a depth, a learning rate. */
function withoutPlace(title: string): string {
  return title.split(',')[0]!;
}

function laidOver(panels: readonly FigurePanel[], names: readonly string[]): FigurePanel {
  const first = panels[0]!;
  const short = shortNames(names);
  const scales = (axis: 'x' | 'y'): boolean =>
    panels.every((panel) => panel[axis].scale === first[axis].scale);
  if (!scales('x') || !scales('y'))
    throw refusal('One of these figures has a logarithmic axis where another has none.');
  const single = panels.every(({ series }) => series.length <= 1);
  const inks = single ? null : familyInks(panels);
  const named = new Set<string>();
  const series = panels.flatMap((panel, side) =>
    panel.series.map((own): FigureSeries => {
      const apart = {
        stroke: STROKES[side]!,
        marker: MARKERS[side]!,
        beside: { index: side, count: panels.length },
      };
      if (single)
        return {
          ...own,
          ...apart,
          id: `${side}/${own.id}`,
          label: short[side]!,
          ink: { kind: 'ordinal', index: side, count: panels.length },
        };
      const isNamed = !named.has(own.label);
      named.add(own.label);
      return {
        ...own,
        ...apart,
        id: `${side}/${own.id}`,
        label: own.label === '' ? short[side]! : `${own.label}, ${short[side]!}`,
        name: isNamed ? own.label : '',
        ink: inks!(own.ink, own.id),
      };
    }),
  );
  return {
    x: sharedAxis(
      { ...first.x, title: titleOf(panels.map(({ x }) => x.title)) },
      panels.map(({ x }) => x),
    ),
    y: sharedAxis(
      { ...first.y, title: titleOf(panels.map(({ y }) => y.title)) },
      panels.map(({ y }) => y),
    ),
    series,
    references: referencesOf(panels, { names, short }, single ? null : inks),
    ...(single && names.every((name, side) => name === short[side])
      ? {}
      : {
          key: keyOf(
            names,
            series.every(({ drawn }) => drawn === 'dots'),
          ),
        }),
  };
}

function titleOf(titles: readonly string[]): string {
  return [...new Set(titles)].join(' / ');
}

function keyOf(names: readonly string[], dots: boolean): FigureKey[] {
  return names.map((label, side) => ({
    label,
    stroke: dots ? null : STROKES[side]!,
    marker: MARKERS[side]!,
  }));
}

/**
 * One colour for what is the same on all sides. Learning rates of figures that were made together have it already; of what each
 * figure has ranked for itself (depths), members are ranked among those of all.
 */
function familyInks(panels: readonly FigurePanel[]): (ink: Ink, id: string) => Ink {
  if (isOneToOne(panels.flatMap(({ series }) => series))) return (ink) => ink;
  const members = new Map<string, Set<number>>();
  for (const { series } of panels) {
    for (const { id, ink } of series) {
      const member = ink.kind === 'ordinal' ? memberOf(id) : null;
      if (member === null) continue;
      const known = members.get(member.family) ?? new Set();
      members.set(member.family, known.add(member.value));
    }
  }
  const ranked = new Map([...members].map(([family, values]) => [family, [...values].sort((a, b) => a - b)]));
  return (ink, id) => {
    const member = ink.kind === 'ordinal' ? memberOf(id) : null;
    if (member === null) return ink;
    const values = ranked.get(member.family)!;
    return { kind: 'ordinal', index: values.indexOf(member.value), count: values.length };
  };
}

/** Whether equal names have equal colours, and different names different ones. */
function isOneToOne(series: readonly FigureSeries[]): boolean {
  const pairs = new Set(series.map(({ id, ink }) => `${id} ${JSON.stringify(ink)}`));
  const ids = new Set(series.map(({ id }) => id));
  const inks = new Set(series.map(({ ink }) => JSON.stringify(ink)));
  return pairs.size === ids.size && pairs.size === inks.size;
}

/** Series of a family are called "η=0.02", "L=5". */
function memberOf(id: string): { family: string; value: number } | null {
  const [family, text] = id.split('=');
  return text === undefined ? null : { family: family!, value: Number(text) };
}

/** Lines of theory that sides share stand once; those that not all share say whose they are. */
function referencesOf(
  panels: readonly FigurePanel[],
  { names, short }: { readonly names: readonly string[]; readonly short: readonly string[] },
  inks: ((ink: Ink, id: string) => Ink) | null,
): ReferenceLine[] {
  const translated = panels.map(({ references, series }, side) =>
    references.map((line): ReferenceLine => {
      // A line in the colour of a series keeps that colour.
      const owner = series.find(({ ink }) => JSON.stringify(ink) === JSON.stringify(line.ink));
      if (line.ink.kind === 'theory' || owner === undefined) return line;
      return {
        ...line,
        ink: inks ? inks(line.ink, owner.id) : { kind: 'ordinal', index: side, count: panels.length },
      };
    }),
  );
  const owners = new Map<string, number[]>();
  translated.forEach((lines, side) => {
    for (const line of lines) owners.set(placeOf(line), [...(owners.get(placeOf(line)) ?? []), side]);
  });
  return translated.flatMap((lines, side) =>
    lines.flatMap((line): ReferenceLine[] => {
      const [first, ...others] = owners.get(placeOf(line))!;
      if (side !== first) return [];
      // What all sides share is nobody's.
      if (others.length + 1 === panels.length && panels.length > 1) return [line];
      const whose = [first, ...others].map((owner) => names[owner]!).join(', ');
      const called = others.length === 0 ? short[side]! : `${short[side]!} +${others.length}`;
      return [
        {
          ...line,
          id: `${side}/${line.id}`,
          // Ends of lines have room for a word: the key's dashes are no theory's.
          label: line.label === '' ? '' : `${line.label}, ${called}`,
          meaning: `${whose}: ${line.meaning}`,
          ...(line.family === undefined ? {} : { family: `${whose}: ${line.family}` }),
        },
      ];
    }),
  );
}

/** Where a line of theory is; the last digits of its numbers are rounding. */
function placeOf({ id, along }: ReferenceLine): string {
  return JSON.stringify([id, along], (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(SAME_DIGITS)) : value,
  );
}

const SAME_DIGITS = 10;

function captionOf(figures: readonly FigureData[], names: readonly string[]): string {
  const captions = [...new Set(figures.map(({ caption }) => caption))];
  const told =
    captions.length === 1 ? captions : figures.map(({ caption }, side) => `${names[side]!}: ${caption}`);
  return [`Laid over each other: ${names.join(', ')}.`, ...told].join(' ');
}

/** With what stood on each plot: on one plot for all it would lie over lines. */
function notesOf(figures: readonly FigureData[], names: readonly string[]): string[] {
  const onPlots = figures.flatMap(({ panels }, side) =>
    panels.flatMap(({ note }) =>
      note === undefined ? [] : [`${names[side]!}: ${note.replaceAll('\n', ', ')}.`],
    ),
  );
  const shared = figures[0]!.notes.filter((note) => figures.every(({ notes }) => notes.includes(note)));
  return [
    ...onPlots,
    ...shared,
    ...figures.flatMap(({ notes }, side) =>
      notes.filter((note) => !shared.includes(note)).map((note) => `${names[side]!}: ${note}`),
    ),
  ];
}

function refusal(message: string): WorkbenchError {
  return new WorkbenchError('bad-arguments', message, 'Show them side by side.');
}
