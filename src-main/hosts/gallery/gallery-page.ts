import { GALLERY_SECTIONS, type GalleryFigure, type GallerySection } from './gallery-figures';
import type { GalleryStyle } from './gallery-styles';

/** A drawing on the page: a file beside it, at the size at which it would be printed. */
export interface Picture {
  readonly figure: GalleryFigure;
  readonly style: GalleryStyle;
  readonly file: string;
  /** In points. */
  readonly width: number;
  readonly height: number;
  readonly warnings: readonly string[];
}

/** The gallery as one page, which needs no script. */
export function galleryPage(figures: readonly GalleryFigure[], pictures: readonly Picture[]): string {
  const sections = Object.entries(GALLERY_SECTIONS).map(([section, title]) => ({
    section: section as GallerySection,
    title,
    own: figures.filter((figure) => figure.section === section),
  }));
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>Figure gallery – Sharpness Workbench</title>',
    `<style>${CSS}</style>`,
    '</head>',
    '<body>',
    '<header>',
    '<h1>Figure gallery</h1>',
    `<p>${figures.length} figures in ${pictures.length} drawings, at the size at which they are printed. They are drawn from a few runs of each experiment, and show how figures look, not what was found.</p>`,
    '</header>',
    '<nav>',
    ...sections.map(
      ({ title, own }) =>
        `<p><b>${escaped(title)}</b> ${own.map(({ id, title: name }) => `<a href="#${id}">${escaped(name)}</a>`).join(' ')}</p>`,
    ),
    '</nav>',
    '<main>',
    ...sections.flatMap(({ section, title, own }) => [
      `<h2 id="${section}">${escaped(title)}</h2>`,
      ...own.flatMap((figure) => figureSection(figure, pictures)),
    ]),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function figureSection(figure: GalleryFigure, pictures: readonly Picture[]): string[] {
  return [
    `<section id="${figure.id}">`,
    `<h3><a href="#${figure.id}">${escaped(figure.title)}</a></h3>`,
    '<div class="drawings">',
    ...pictures.filter((picture) => picture.figure === figure).map(drawing),
    '</div>',
    '</section>',
  ];
}

function drawing({ figure, style, file, width, height, warnings }: Picture): string {
  const { palette, background, font, legend } = style.change;
  const said = [palette, background, font, `legend ${legend}`].join(' · ');
  const warned = warnings.map((warning) => `<br><em>${escaped(warning)}</em>`).join('');
  return (
    `<figure><img class="${background}" loading="lazy" src="${file}" alt="${escaped(figure.title)}, ${said}" ` +
    `style="width:${width}pt;height:${height}pt"><figcaption>${style.id}: ${said}${warned}</figcaption></figure>`
  );
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

/* What is transparent stands on squares of light grey, whatever the page: its inks are those for white. */
const CSS = `
:root { color-scheme: light dark; --ground: light-dark(#f4f6f8, #101215); --text: light-dark(#1a1e24, #e7eaee);
  --muted: light-dark(#505864, #b0b8c2); --line: light-dark(#dee2e7, #2e343b); --link: light-dark(#1f5fae, #7fb2f0); }
body { margin: 0; padding: 24px 32px; background: var(--ground); color: var(--text); font: 13px/1.5 Inter, system-ui, sans-serif; }
h1, h2, h3 { font-weight: 600; margin: 0; }
h1 { font-size: 20px; }
h2 { font-size: 16px; margin: 40px 0 8px; }
h3 { font-size: 13px; margin: 24px 0 8px; }
header p, nav p { max-width: 100ch; margin: 4px 0; }
header p, figcaption { color: var(--muted); }
nav { border-block: 1px solid var(--line); padding: 8px 0; margin-top: 12px; }
nav b { font-weight: 600; margin-right: 8px; }
nav a { margin-right: 12px; white-space: nowrap; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
h3 a { color: inherit; }
.drawings { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; }
figure { margin: 0; width: min-content; max-width: 100%; overflow-x: auto; }
figcaption { font-size: 12px; }
img { display: block; border: 1px solid var(--line); max-width: none; }
img.transparent { background: repeating-conic-gradient(#f5f5f5 0 25%, #ffffff 0 50%) 0 0 / 16px 16px; }
`;
