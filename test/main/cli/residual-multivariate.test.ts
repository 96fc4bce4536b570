import { describe, expect, it } from 'vitest';
import { PRODUCT_FIELDS } from '@shared/theory/residual/product-fields';
import { finish } from '../../builders/finish';
import { studySchema } from '@shared/contract/study-schemas';
import { beginStudy } from '../../../src-main/core/studies/studies';
import type { StudySource } from '../../../src-main/core/studies/study';
import { buildProgram } from '../../../src-main/hosts/cli/program';

/** What a command prints on standard output, as JSON. */
async function answer(...words: string[]): Promise<Record<string, unknown>> {
  let printed = '';
  const original = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text: string) => {
    printed += text;
    return true;
  };
  try {
    await buildProgram().parseAsync(['node', 'lab', ...words, '--json']);
  } finally {
    process.stdout.write = original;
  }
  return JSON.parse(printed) as Record<string, unknown>;
}

const PRODUCTS = { u: 0.5, scale: 1, width: 3, depth: 4, draws: 20, seed: 2 };
/** Neither study reads anything. */
const NO_SOURCE = {} as StudySource;

describe('lab residual-products', () => {
  it('answers as the study does, to the same numbers', async () => {
    const facts = await answer(
      ...[
        'residual-products',
        '--u',
        '0.5',
        '--s',
        '1',
        '--d',
        '3',
        '--L',
        '4',
        '--draws',
        '20',
        '--seed',
        '2',
      ],
    );
    expect(Object.keys(facts)).toEqual([
      'experiment',
      'largestNorm',
      'leastValue',
      'atU',
      'overU',
      'laws',
      'tails',
    ]);
    const request = studySchema.parse({ kind: 'residualProducts', ...PRODUCTS });
    const study = finish(beginStudy(NO_SOURCE, request));
    expect(facts).toEqual(JSON.parse(JSON.stringify(study)));
  });

  it('names the flag, the value and what is allowed', async () => {
    await expect(answer('residual-products', '--d', '99')).rejects.toThrow(
      '--d is 99: it must be an integer from 1 to 64.',
    );
    await expect(answer('residual-products', '--draws', '2.5')).rejects.toThrow('--draws is 2.5');
  });

  it('takes what the door takes', () => {
    for (const [name, field] of Object.entries(PRODUCT_FIELDS)) {
      const at = (value: number): boolean =>
        studySchema.safeParse({ kind: 'residualProducts', ...PRODUCTS, [name]: value }).success;
      expect([at(field.min), at(field.max), at(field.min - 1), at(field.max + 1), at(NaN)]).toEqual([
        true,
        true,
        false,
        false,
        false,
      ]);
    }
  });
});

describe('lab multivariate', () => {
  it('answers with every part', async () => {
    const facts = await answer(
      ...['multivariate', '--n', '12', '--d', '3', '--m', '2', '--L', '2', '--scale', '0.1', '--steps', '50'],
    );
    expect(Object.keys(facts)).toEqual([
      'experiment',
      'lambdaMin',
      'lambdaMax',
      'riskMin',
      'zeroExcessRisk',
      'whitened',
      'flow',
      'plateaus',
      'leastExcessRisk',
      'theoremFive',
      'descent',
    ]);
    expect(facts.descent).toMatchObject({ stepsTaken: 50, diverged: false });
  });

  it('refuses numbers that do not fit together, in a sentence', async () => {
    await expect(answer('multivariate', '--n', '3')).rejects.toThrow('n is 3 with d = 5');
    await expect(answer('multivariate', '--start', 'residual', '--m', '4')).rejects.toThrow(
      'A residual start needs d = m = h',
    );
    await expect(answer('multivariate', '--ratio', '0')).rejects.toThrow(
      '--ratio is 0: it must be a number above 0',
    );
  });
});
