import { power } from '../../numerics/elementary';

/** Colours in OKLab (Björn Ottosson, 2020), where straight lines look even. */
export interface Lab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

/** @param hex "#rrggbb". */
export function labOf(hex: string): Lab {
  const [red, green, blue] = linearRgb(hex);
  const long = cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    l: 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    a: 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    b: 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  };
}

/** The nearest displayable colour, channel by channel. */
export function hexOf({ l, a, b }: Lab): string {
  const long = cube(l + 0.3963377774 * a + 0.2158037573 * b);
  const medium = cube(l - 0.1055613458 * a - 0.0638541728 * b);
  const short = cube(l - 0.0894841775 * a - 1.291485548 * b);
  const channels = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
  return `#${channels.map((channel) => byteOf(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** The colour a fraction t of the way from one to the other. */
export function mix(from: string, to: string, t: number): string {
  const [start, end] = [labOf(from), labOf(to)];
  const at = (name: keyof Lab): number => start[name] + t * (end[name] - start[name]);
  return hexOf({ l: at('l'), a: at('a'), b: at('b') });
}

/** The colour a fraction t along a ramp of evenly spaced stops. */
export function along(stops: readonly string[], t: number): string {
  const place = Math.min(1, Math.max(0, t)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  return mix(stops[index]!, stops[index + 1]!, place - index);
}

/** The same hue at another lightness, with its saturation. */
export function atLightness(hex: string, lightness: number): string {
  const { a, b } = labOf(hex);
  return hexOf({ l: lightness, a, b });
}

/** Contrast ratio of WCAG 2: 1 to 21. */
export function contrast(first: string, second: string): number {
  const [a, b] = [luminance(first), luminance(second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = linearRgb(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linearRgb(hex: string): [number, number, number] {
  const channel = (at: number): number => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055, 2.4);
  };
  return [channel(1), channel(3), channel(5)];
}

/** Of light, which is not negative. */
function cubeRoot(x: number): number {
  return x > 0 ? power(x, 1 / 3) : 0;
}

function cube(x: number): number {
  return x * x * x;
}

function byteOf(linear: number): number {
  const clamped = Math.min(1, Math.max(0, linear));
  const value = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * power(clamped, 1 / 2.4) - 0.055;
  return Math.round(255 * value);
}
