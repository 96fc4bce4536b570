import type { FigureData, FigureText } from './figure-data';
import type { AnyFigure } from './figure-request';
import type { HeatmapFigure } from './heatmap-data';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * What is to be said under figures: of each its title, what is shown with n, interval and convention, what
 * the lines of theory mean, and what is not shown. What is to be said of several stands once, at the end.
 *
 * @param lettered whether the figures are told apart as (a), (b), …; one figure alone has no letter.
 */
export function captionText(figures: readonly AnyFigure[], lettered = figures.length > 1): FigureText {
  const notes = figures.map(({ figure }) => [...new Set([...meanings(figure), ...figure.notes])]);
  const isShared = (note: FigureText): boolean => notes.filter((own) => own.includes(note)).length > 1;
  const each = figures.map(({ figure: { title, caption } }, i) => {
    const own = notes[i]!.filter((note) => !isShared(note));
    return [...(lettered ? [`(${LETTERS[i % LETTERS.length]!})`] : []), ended(title), caption, ...own];
  });
  const shared = new Set(notes.flat().filter(isShared));
  return [...each.flat(), ...shared].join(' ');
}

function meanings(figure: FigureData | HeatmapFigure): FigureText[] {
  return 'panels' in figure
    ? figure.panels.flatMap(({ references, note }) => [
        ...references.map(({ family, meaning }) => family ?? meaning),
        ...(note === undefined ? [] : [ended(note.split('\n').join(', '))]),
      ])
    : figure.steps.map(({ meaning }) => meaning);
}

/** As a sentence; a symbol at its beginning stays as it is. */
function ended(text: FigureText): FigureText {
  const capital = text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return capital.endsWith('.') ? capital : `${capital}.`;
}
