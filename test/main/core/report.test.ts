import { describe, expect, it } from 'vitest';
import { tally, tallySaid } from '@shared/claims/tally';
import type { Verdict } from '@shared/claims/verdict';
import { reportHtml } from '../../../src-main/core/report/html';
import { reportMarkdown } from '../../../src-main/core/report/markdown';
import type { Reproduction } from '../../../src-main/core/report/reproduction';

function verdict(holds: boolean | null, text = 'Runs learn below the critical rate.'): Verdict {
  return {
    id: 'some-claim',
    figure: '1a',
    text,
    presets: ['figure-3'],
    holds,
    measured: { said: '12 of 12 cells', numbers: [] },
    expected: { said: 'all | of them', numbers: [] },
    detail: 'At rates below 2/S_min.',
  };
}

function report(...verdicts: Verdict[]): Reproduction {
  return {
    program: '1.2.3',
    bibtex: '@inproceedings{key}\n',
    figures: [
      {
        figure: '1',
        title: 'A <b>title</b> & more',
        panels: [{ id: '1a', shows: 'What is *seen*.' }],
        svg: '<svg xmlns="http://www.w3.org/2000/svg"><text>η</text></svg>',
        caption: 'Means.',
        methods: 'How.',
        experiments: [{ preset: 'figure-3', id: null, total: 0, finished: 0, digest: null }],
        verdicts,
      },
    ],
  };
}

describe('a report on the reproduction', () => {
  it('counts verdicts and says how many hold', () => {
    const verdicts = [verdict(true), verdict(true), verdict(false), verdict(null)];
    expect(tally(verdicts)).toEqual({ all: 4, holds: 2, fails: 1, undecided: 1 });
    expect(tallySaid(tally(verdicts))).toBe(
      '2 of 4 claims hold as worded; 1 does not; 1 cannot be told from the runs that are there.',
    );
    expect(tallySaid(tally([verdict(true)]))).toBe('1 of 1 claim holds as worded.');
  });

  it('is one HTML document with its pictures inside, without scripts or addresses', () => {
    const html = reportHtml(report(verdict(false)));
    expect(html).toContain('A &lt;b&gt;title&lt;/b&gt; &amp; more');
    expect(html).toContain('does not hold');
    expect(html).not.toMatch(/<script|<link|src="(?!data:)|href="(?!#)/);
    const picture = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(html)![1]!;
    expect(Buffer.from(picture, 'base64').toString('utf8')).toBe(report().figures[0]!.svg);
  });

  it('keeps what a claim says out of the markup of Markdown', () => {
    const markdown = reportMarkdown(report(verdict(true, 'a | b *c* [d](e) <f>')), () => 'figure-1.svg');
    expect(markdown).toContain('a \\| b \\*c\\* \\[d\\](e) \\<f\\>');
    expect(markdown).toContain('![Figure 1](figure-1.svg)');
    const rows = markdown.split('\n').filter((line) => line.startsWith('| 1a'));
    expect(rows).toHaveLength(1);
    expect(rows[0]!.replaceAll('\\|', '').split('|')).toHaveLength(7);
  });

  it('says of a figure without runs that it is not computed yet', () => {
    const empty = report();
    const figures = [{ ...empty.figures[0]!, svg: null }];
    expect(reportHtml({ ...empty, figures })).toContain('Not computed yet.');
    expect(reportMarkdown({ ...empty, figures }, () => 'x')).toContain('Not computed yet.');
  });
});
