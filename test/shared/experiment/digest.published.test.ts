import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import {
  canonicalJson,
  dataSetDigest,
  experimentId,
  importedDataDigest,
  specDigest,
} from '@shared/experiment/digest';
import { smallSpec } from '../../builders/small-experiment';

/** SHA-256 by OpenSSL, the published function by another implementation. */
const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

describe('canonical JSON', () => {
  it('sorts keys at every level, keeps the order of lists, and leaves out what is not there', () => {
    expect(canonicalJson({ b: [3, { z: null, a: 'ü"' }], a: 1e-7, c: undefined, B: true })).toBe(
      '{"B":true,"a":1e-7,"b":[3,{"a":"ü\\"","z":null}]}',
    );
    expect([canonicalJson([]), canonicalJson({}), canonicalJson(-0), canonicalJson(null)]).toEqual([
      '[]',
      '{}',
      '0',
      'null',
    ]);
  });

  it('is JSON of the same value, whatever the order of its keys (property)', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, entry]) => [key, reversed(entry)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(JSON.stringify(JSON.parse(text)).length).toBe(JSON.stringify(value).length);
      }),
    );
  });
});

describe('digests', () => {
  it('of a spec is SHA-256 of its canonical text without the name', () => {
    const { name: _, ...rest } = smallSpec();
    expect(specDigest(smallSpec())).toBe(sha256(canonicalJson(rest)));
    expect(experimentId(smallSpec())).toBe(sha256(canonicalJson(rest)).slice(0, 16));
  });

  it('of a spec changes with every field but the name', () => {
    const small = smallSpec();
    const changes: Record<string, unknown>[] = [
      { seed: 8 },
      { randomness: { scheme: 'content', draws: 'independent' } },
      { data: { ...small.data, noise: 2 } },
      { data: { ...small.data, testSamples: 5 } },
      { network: { kind: 'fullyConnected', hiddenWidths: 3 } },
      { initialisation: { family: 'gaussianZeroLayer' } },
      { initialisation: { family: 'gaussianZeroLayer', parameters: { zeroLayer: 2 } } },
      { grid: { ...small.grid, depths: [4] } },
      { grid: { ...small.grid, scales: [1.5, 0.3] } },
      { grid: { ...small.grid, training: small.grid.training.slice(1) } },
      { trace: { every: 5, quantities: ['excessRisk'] } },
    ];
    const digests = [small, ...changes.map((change) => smallSpec(change))].map(specDigest);
    expect(new Set(digests).size).toBe(digests.length);
    expect(specDigest(smallSpec({ name: 'another' }))).toBe(digests[0]);
  });

  it('of data is SHA-256 of sizes, inputs and targets as little-endian doubles', () => {
    const train = {
      samples: 2,
      features: 1,
      inputs: Float64Array.of(1, -2),
      targets: Float64Array.of(0.1, NaN),
    };
    const bytes = (values: number[]): Buffer => {
      const buffer = Buffer.alloc(8 * values.length);
      values.forEach((value, i) => buffer.writeDoubleLE(value, 8 * i));
      return buffer;
    };
    const alone = bytes([2, 1, 1, -2, 0.1, NaN]);
    expect(dataSetDigest({ train, test: null })).toBe(sha256(alone));
    const test = { ...train, inputs: Float64Array.of(5, 6) };
    expect(dataSetDigest({ train, test })).toBe(
      sha256(Buffer.concat([alone, bytes([2, 1, 5, 6, 0.1, NaN])])),
    );
  });

  it('of imported data depends on file, target and standardisation', () => {
    const digests = [
      importedDataDigest('aa', 'y', true),
      importedDataDigest('ab', 'y', true),
      importedDataDigest('aa', 'z', true),
      importedDataDigest('aa', 'y', false),
    ];
    expect(new Set(digests).size).toBe(4);
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});
