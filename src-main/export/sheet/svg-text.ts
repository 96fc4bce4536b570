import type { TextMark, TextSpan } from '@shared/drawing/drawing';
import { decimal } from './decimal';
import { FACES } from './fonts';
import { attributes, escapeXml } from './xml';

type FontAttributes = Readonly<Record<'font-family' | 'font-size' | 'font-style' | 'font-weight', string>>;

/** Words as one element: the first span's font is the element's, and what differs from it is said of each span. */
export function textElement({ x, y, anchor, direction, colour, opacity, spans }: TextMark): string {
  const own = spans[0] && fontOf(spans[0]);
  const opening = attributes({
    x: decimal(x),
    y: decimal(y),
    transform: direction === 'up' ? `rotate(-90 ${decimal(x)} ${decimal(y)})` : undefined,
    'text-anchor': anchor,
    fill: colour,
    'fill-opacity': opacity === 1 ? undefined : decimal(opacity),
    ...own,
    // Spaces between spans are part of the line.
    'xml:space': 'preserve',
  });
  let rise = 0;
  const words = spans.map((span) => {
    const changed = Object.fromEntries(
      Object.entries(fontOf(span)).filter(([name, value]) => own?.[name as keyof FontAttributes] !== value),
    );
    const dy = span.rise === rise ? undefined : decimal(rise - span.rise);
    rise = span.rise;
    const said = attributes({ ...changed, dy });
    return said === '' ? escapeXml(span.text) : `<tspan${said}>${escapeXml(span.text)}</tspan>`;
  });
  return `<text${opening}>${words.join('')}</text>`;
}

function fontOf({ face, size }: TextSpan): FontAttributes {
  const { family, fallbacks, italic, bold } = FACES[face];
  return {
    'font-family': [family, ...fallbacks].join(', '),
    'font-size': decimal(size),
    'font-style': italic ? 'italic' : 'normal',
    'font-weight': bold ? 'bold' : 'normal',
  };
}
