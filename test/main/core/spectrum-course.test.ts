import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '@shared/contract/errors';
import { studySchema } from '@shared/contract/study-schemas';
import type { RunPlace } from '@shared/training/run-result';
import { openSpec } from '../../../src-main/core/open-spec';
import { runReference } from '../../../src-main/core/run-reference';
import { runSpectrumCourse } from '../../../src-main/core/run-spectrum-course';
import { finish } from '../../builders/finish';
import { smallSpec } from '../../builders/small-experiment';

const opened = openSpec(smallSpec(), {
  archive: null,
  readTable: () => {
    throw new Error('no table is read');
  },
});
const follow = (place: RunPlace): unknown =>
  finish(runSpectrumCourse(opened, place, { samples: 10, largest: 2 }));

describe('the spectrum along a run of a spec', () => {
  it('says which run it is of, with 2/η, S_min and the edge of stability', () => {
    const facts = follow({ cell: 1, repetition: 2 });
    expect(facts).toMatchObject({
      cell: 1,
      repetition: 2,
      learningRate: 0.3,
      runSteps: 120,
      stabilityThreshold: 2 / 0.3,
      dimension: 21,
      edge: { threshold: 2 / 0.3 },
    });
  });

  it.each([
    [{ cell: 4, repetition: 0 }, /cell is 4; .* 0 to 3/],
    [{ cell: 0, repetition: 3 }, /repetition is 3; .* 0 to 2/],
  ])('there is none of %j', (place, sentence) => {
    expect(() => follow(place)).toThrow(sentence);
    expect(() => follow(place)).toThrow(WorkbenchError);
  });
});

describe('what a window may ask of it', () => {
  const request = {
    kind: 'spectrumCourse',
    experiment: '0123456789abcdef',
    place: { cell: 0, repetition: 0 },
    samples: 240,
    largest: 5,
  };

  it.each([
    [{}, true],
    [{ samples: 1 }, false],
    [{ samples: 2001 }, false],
    [{ largest: 0 }, false],
  ] as const)('%j: %s', (change, allowed) =>
    expect(studySchema.safeParse({ ...request, ...change }).success).toBe(allowed),
  );
});

describe('references to runs', () => {
  it('number them by cell, then repetition', () => {
    const places = Array.from({ length: 12 }, (_, i) => runReference(opened.spec, String(i)));
    expect(places).toEqual(
      [0, 1, 2, 3].flatMap((cell) => [0, 1, 2].map((repetition) => ({ cell, repetition }))),
    );
  });
});
