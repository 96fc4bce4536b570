import { crc32 } from 'node:zlib';
import CanvasKitInit from 'canvaskit-wasm';
import { describe, expect, it } from 'vitest';
import type { Drawing } from '@shared/drawing/drawing';
import { drawPng } from '../../../src-main/export/sheet/png';
import { sampleDrawing, sampleRecipe } from './samples';

interface Chunk {
  readonly type: string;
  readonly body: Buffer;
}

function chunksOf(png: Uint8Array): Chunk[] {
  const bytes = Buffer.from(png);
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const end = at + 8 + length;
    expect(bytes.readUInt32BE(end)).toBe(crc32(bytes.subarray(at + 4, end)));
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

async function dotsOf(png: Uint8Array): Promise<(x: number, y: number) => number[]> {
  const kit = await CanvasKitInit();
  const image = kit.MakeImageFromEncoded(png)!;
  const { RGBA_8888 } = kit.ColorType;
  const info = {
    width: image.width(),
    height: image.height(),
    colorType: RGBA_8888,
    alphaType: kit.AlphaType.Unpremul,
    colorSpace: kit.ColorSpace.SRGB,
  };
  const dots = image.readPixels(0, 0, info) as Uint8Array;
  return (x, y) => [...dots.subarray(4 * (y * info.width + x), 4 * (y * info.width + x) + 4)];
}

const square: Drawing = {
  width: 72,
  height: 36,
  background: null,
  title: '',
  description: '',
  marks: [
    {
      kind: 'path',
      lines: [
        [
          [0, 0],
          [36, 0],
          [36, 36],
          [0, 36],
        ],
      ],
      closed: true,
      fill: { colour: '#d55e00', opacity: 1 },
      stroke: null,
    },
  ],
};

describe('a drawing as PNG', () => {
  it('has so many dots an inch, says so, and has its recipe', async () => {
    const [header, dots, text, ...others] = chunksOf(await drawPng(sampleDrawing(), 150, sampleRecipe()));
    expect(header!.type).toBe('IHDR');
    expect([header!.body.readUInt32BE(0), header!.body.readUInt32BE(4)]).toEqual([500, 333]);
    expect(dots!.type).toBe('pHYs');
    expect([dots!.body.readUInt32BE(0), dots!.body.readUInt32BE(4), dots!.body[8]]).toEqual([5906, 5906, 1]);
    expect(text!.type).toBe('iTXt');
    expect(text!.body.toString('utf8')).toMatch(/^sharpness-workbench-recipe\0\0\0\0\0\{/);
    expect(others.at(-1)!.type).toBe('IEND');
  });

  it('shows what the drawing has, and nothing where it has nothing', async () => {
    const at = await dotsOf(await drawPng(square, 144, null));
    expect(at(10, 10)).toEqual([0xd5, 0x5e, 0x00, 255]);
    expect(at(100, 10)[3]).toBe(0);
    const white = await dotsOf(await drawPng({ ...square, background: '#ffffff' }, 144, null));
    expect(white(100, 10)).toEqual([255, 255, 255, 255]);
  });

  it('refuses what no memory holds, with what would do', async () => {
    await expect(drawPng({ ...square, width: 5670, height: 5670 }, 300, null)).rejects.toMatchObject({
      code: 'bad-arguments',
      remedy: 'Choose at most 126 dots an inch, or PDF, which has none.',
    });
    await expect(drawPng({ ...square, width: 1000 }, 2400, null)).rejects.toMatchObject({
      code: 'bad-arguments',
    });
  });
});
