import { describe, expect, it } from 'vitest';
import { setWords, textMark } from '@shared/drawing/words/words';
import { wrap, wrapEvenly } from '@shared/drawing/words/wrap';
import { evenMetrics, realMetrics } from './font-metrics';

const TYPE = { font: 'times', size: 10 } as const;

describe('words in type', () => {
  it('measure what they set, scripts smaller and beside the line', () => {
    const { spans, width } = setWords('S_{min} = 3', TYPE, evenMetrics());
    expect(spans).toEqual([
      { text: 'S', face: 'times-italic', size: 10, rise: 0, width: 5 },
      { text: 'min', face: 'times-regular', size: 7, rise: -2, width: 10.5 },
      { text: ' = 3', face: 'times-regular', size: 10, rise: 0, width: 20 },
    ]);
    expect(width).toBe(35.5);
  });

  it('take what a face lacks from the face of symbols', () => {
    const { spans } = setWords('S ≤ η', TYPE, evenMetrics('≤'));
    expect(spans.map(({ text, face }) => [text, face])).toEqual([
      ['S', 'times-italic'],
      [' ', 'times-regular'],
      ['≤ ', 'symbols'],
      ['η', 'times-italic'],
    ]);
  });

  it('have a glyph for every sign of the figures in one of the faces', () => {
    for (const font of ['computerModern', 'times', 'sans'] as const) {
      const { spans } = setWords('ηαλΛ‖⋆⁻⁵×−–±≤∞↑→←↓’…', { font, size: 10 }, realMetrics);
      for (const { face, text } of spans) expect(realMetrics.has(face, text), `${face} ${text}`).toBe(true);
    }
  });

  it('become a mark of their width', () => {
    const words = setWords('(a)', { ...TYPE, bold: true }, evenMetrics());
    expect(textMark(words, { x: 1, y: 2, anchor: 'start', colour: '#000000' })).toMatchObject({
      width: 15,
      direction: 'right',
      spans: [{ face: 'times-bold' }],
    });
  });
});

describe('lines of words', () => {
  const measure = (text: string): number => text.length;

  it('break at spaces, never inside scripts or beside a sign that holds its sides together', () => {
    expect(wrap('one two three', 7, measure)).toEqual(['one two', 'three']);
    expect(wrap('at η = 0.5 and 95 % of w_{a b}', 8, measure)).toEqual([
      'at',
      'η = 0.5',
      'and 95 %',
      'of',
      'w_{a b}',
    ]);
    expect(wrap('', 5, measure)).toEqual([]);
    expect(wrap('one\ntwo', 50, measure)).toEqual(['one', 'two']);
  });

  it('are about equally long where asked', () => {
    expect(wrap('aaa bbb ccc d', 11, measure)).toEqual(['aaa bbb ccc', 'd']);
    expect(wrapEvenly('aaa bbb ccc d', 11, measure)).toEqual(['aaa bbb', 'ccc d']);
  });
});
