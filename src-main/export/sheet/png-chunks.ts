import { crc32 } from './crc32';

/** The part of the PNG format that a drawing library leaves to others: what stands beside the picture. */

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Length, type and checksum. */
const FRAME = 12;
const HEADER_END = PNG_SIGNATURE.length + FRAME + 13;
const METRES_PER_INCH = 0.0254;
const PER_METRE = 1;

export function physicalDots(dpi: number): Buffer {
  const body = Buffer.alloc(9);
  const perMetre = Math.round(dpi / METRES_PER_INCH);
  body.writeUInt32BE(perMetre, 0);
  body.writeUInt32BE(perMetre, 4);
  body.writeUInt8(PER_METRE, 8);
  return chunk('pHYs', body);
}

/** Text under a keyword, uncompressed: keyword, two bytes for "not compressed", no language, no translation, text. */
export function internationalText(keyword: string, text: string): Buffer {
  return chunk(
    'iTXt',
    Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text, 'utf8')]),
  );
}

function chunk(type: string, body: Buffer): Buffer {
  const framed = Buffer.alloc(FRAME + body.length);
  framed.writeUInt32BE(body.length, 0);
  framed.write(type, 4, 'latin1');
  body.copy(framed, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + body.length)), 8 + body.length);
  return framed;
}

/** The picture with these chunks behind its header, ahead of its dots. */
export function withChunks(png: Uint8Array, chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, HEADER_END), ...chunks, png.subarray(HEADER_END)]);
}

/** The text under a keyword; null where there is none, or where the file ends before it. */
export function findText(png: Buffer, keyword: string): Buffer | null {
  const start = Buffer.from(`${keyword}\0\0`, 'latin1');
  let at = PNG_SIGNATURE.length;
  while (at + FRAME <= png.length) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 8, at + 8 + length);
    if (body.length < length) return null;
    if (png.toString('latin1', at + 4, at + 8) === 'iTXt' && body.subarray(0, start.length).equals(start)) {
      // Behind the method of compression: language and translated keyword, each ended by a zero.
      const language = body.indexOf(0, start.length + 1);
      const translation = language < 0 ? -1 : body.indexOf(0, language + 1);
      return translation < 0 ? null : body.subarray(translation + 1);
    }
    at += FRAME + length;
  }
  return null;
}
