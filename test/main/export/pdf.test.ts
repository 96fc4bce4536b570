import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawPdf } from '../../../src-main/export/sheet/pdf';
import { temporaryFolder } from '../../builders/temporary-folder';
import { sampleDrawing, sampleRecipe } from './samples';

let bytes: Buffer;
let text: string;

beforeAll(async () => {
  bytes = Buffer.from(await drawPdf(sampleDrawing(), sampleRecipe()));
  text = bytes.toString('latin1');
});

describe('a drawing as PDF', () => {
  it('is one page of the drawing’s size', () => {
    expect(text).toMatch(/^%PDF-1\.4/);
    expect(text.match(/\/MediaBox \[0 0 240 160\]/g)).toHaveLength(1);
  });

  it('embeds its fonts as subsets, and names no other', () => {
    const fonts = [...text.matchAll(/\/BaseFont \/(\S+)/g)].map(([, name]) => name!);
    const files = text.match(/\/FontFile2/g)!;
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const name of fonts) expect(name).toMatch(/^[A-Z]{6}\+(?:CMUSerif|STIXTwo|Inter)/);
    expect(text).not.toContain('Helvetica');
  });

  it('is lines and letters: no pictures', () => {
    expect(text).not.toMatch(/\/Subtype\s*\/Image/);
  });

  it('has a title and no dates', () => {
    expect(text).toContain('S\0h\0a\0r\0p\0n\0e\0s\0s');
    expect(text).not.toMatch(/CreationDate|ModDate|D:\d{4}/);
  });

  it('has places of objects that are right', () => {
    const [, start] = /startxref\s+(\d+)/.exec(text)!;
    const table = text.slice(Number(start));
    const offsets = [...table.matchAll(/^(\d{10}) 00000 n/gm)].map(([, at]) => Number(at));
    expect(offsets.length).toBeGreaterThan(10);
    offsets.forEach((at, i) => expect(text.startsWith(`${i + 1} 0 obj`, at)).toBe(true));
  });

  it('remembers nothing of the drawings before', async () => {
    const other = sampleDrawing();
    const words = other.marks.map((mark) =>
      mark.kind === 'text'
        ? { ...mark, spans: mark.spans.map((span) => ({ ...span, text: 'ﬃ éèê Ω\u2126 µμ \u00a0-' })) }
        : mark,
    );
    await drawPdf({ ...other, marks: words }, null);
    expect(Buffer.from(await drawPdf(sampleDrawing(), sampleRecipe())).equals(bytes)).toBe(true);
  });

  it('can be searched for its words', (context) => {
    const file = join(temporaryFolder(), 'drawing.pdf');
    writeFileSync(file, bytes);
    const found = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
    if (found.error) context.skip('pdftotext is not installed');
    expect(found.stdout).toContain('different coefficients, VA To 0.02');
    expect(found.stdout).toContain('Distance ‖wprod − w⋆‖2 ≤ 10−5 & λmax <VA>');
  });
});
