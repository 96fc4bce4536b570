import { expect, test } from 'vitest';
import { completions } from '@shared/library/completions';

const VOCABULARY = { tag: ['figure', 'two words'], initialisation: ['gaussian', 'residual'] };

/** What is offered at the bar, and what it takes the place of. */
function at(marked: string): { options: string[]; replaces: string } {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, options } = completions(text, caret, VOCABULARY);
  return { options: options.map((option) => option.text), replaces: text.slice(from, caret) };
}

test.each([
  ['learn|', 'learn', ['learningRate']],
  ['LEARN|', 'LEARN', ['learningRate']],
  ['paper -star|', 'star', ['started', 'starred']],
  ['depth |', '', ['<', '<=', '>', '>=', '=', 'in']],
  ['tag |', '', [':']],
  ['tag:|', '', ['figure', '"two words"']],
  ['tag:fi|', 'fi', ['figure']],
  ['tag:figure,|', '', ['figure', '"two words"']],
  ['initialisation:r|', 'r', ['residual']],
  ['status = f|', 'f', ['finished', 'failed']],
  ['status: | paper', '', ['queued', 'running', 'finished', 'failed', 'cancelled']],
  ['depth in |', '', []],
  ['depth in 5|', '5', []],
  ['"learn|', '"learn', []],
])('%s', (marked, replaces, options) => {
  const offered = at(marked);
  expect(offered.replaces).toBe(replaces);
  // Behind a word, another term may begin as well.
  expect(
    marked.endsWith(' |') && !marked.includes(' in ')
      ? offered.options.slice(0, options.length)
      : offered.options,
  ).toEqual(options);
});

test('a term may begin at the start, behind a word and behind a value', () => {
  for (const marked of ['|', 'paper |', 'depth < 5 |', 'starred |']) {
    expect(at(marked).options).toEqual(expect.arrayContaining(['depth', 'tag', 'name', 'starred']));
  }
});

test('fields say what they are', () => {
  const { options } = completions('diver', 5);
  expect(options).toEqual([{ kind: 'field', text: 'diverged', about: 'Share of the finished runs' }]);
});
