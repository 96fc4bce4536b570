import { describe, expect, it } from 'vitest';
import { drawSvg } from '../../../src-main/export/sheet/svg';
import { sampleDrawing, sampleRecipe } from './samples';
import { elementsOf } from './well-formed';

const plain = { recipe: null, fonts: false };

describe('a drawing as SVG', () => {
  it('is well-formed, whatever its words and its recipe say', async () => {
    const drawing = { ...sampleDrawing(), title: 'a < b & "c" \u0000\ud800 ]]> </title>' };
    const svg = await drawSvg(drawing, { recipe: sampleRecipe(), fonts: true });
    expect(elementsOf(svg)).toEqual(
      expect.arrayContaining(['svg', 'title', 'desc', 'metadata', 'style', 'clipPath', 'text']),
    );
    expect(svg).toContain('<title>a &lt; b &amp; &quot;c&quot; \ufffd\ufffd ]]&gt; &lt;/title&gt;</title>');
  });

  it('has its size in points', async () => {
    expect(await drawSvg(sampleDrawing(), plain)).toContain(
      'width="240pt" height="160pt" viewBox="0 0 240 160"',
    );
  });

  it('uses what editors of drawings know: no classes, no rgba, no baselines but those of the text', async () => {
    const svg = await drawSvg(sampleDrawing(), plain);
    expect(svg).not.toMatch(/ class=| style=|rgba|dominant-baseline|<style/);
    expect(svg).toContain('fill="#d55e00" fill-opacity="0.3"');
    expect(svg).toContain('stroke-dasharray="4 2.5"');
  });

  it('raises scripts and returns to the baseline', async () => {
    const svg = await drawSvg(sampleDrawing(), plain);
    const line = /<text[^>]*>Distance ‖.*/.exec(svg)![0];
    const shifts = [...line.matchAll(/dy="([^"]+)"/g)].map(([, dy]) => Number(dy));
    expect(shifts.length).toBeGreaterThan(3);
    expect(shifts.reduce((sum, dy) => sum + dy, 0)).toBeCloseTo(0, 6);
    expect(line).toContain('xml:space="preserve"');
  });

  it('gives layers readable names, each once', async () => {
    const svg = await drawSvg(sampleDrawing(), plain);
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(expect.arrayContaining(['background', 'series-η-0.02', 'series-η-0.02-2']));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers to clips that are its own, so that several may stand in one page', async () => {
    const clip = (svg: string): string => /clip-path="url\(#([^)]+)\)"/.exec(svg)![1]!;
    const one = await drawSvg(sampleDrawing(), plain);
    const other = await drawSvg({ ...sampleDrawing(), title: 'another' }, plain);
    expect(one).toContain(`<clipPath id="${clip(one)}">`);
    expect(clip(one)).not.toBe(clip(other));
  });

  it('carries the fonts that it names, cut to what is used', async () => {
    const svg = await drawSvg(sampleDrawing(), { recipe: null, fonts: true });
    const families = [...svg.matchAll(/@font-face\{font-family:"([^"]+)"/g)].map(([, family]) => family);
    for (const [, family] of svg.matchAll(/font-family="([^",]+),/g)) expect(families).toContain(family);
    expect(svg.length).toBeLessThan(100_000);
  });

  it('has no background where the drawing has none', async () => {
    expect(await drawSvg(sampleDrawing(null), plain)).not.toContain('background');
  });
});
