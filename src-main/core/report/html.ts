import { tally, tallySaid } from '@shared/claims/tally';
import type { Verdict } from '@shared/claims/verdict';
import {
  HOW_TO_READ,
  VERDICT_WORDS,
  type ReproducedExperiment,
  type ReproducedFigure,
  type Reproduction,
} from './reproduction';

/** The report as one HTML document that needs no other file, no script and no network. */
export function reportHtml({ figures, program, bibtex }: Reproduction): string {
  const all = figures.flatMap(({ verdicts }) => verdicts);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>The paper’s figures, computed again</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>The paper’s figures, computed again</h1>
<p>Sharpness Workbench ${escaped(program)}. <strong>${escaped(tallySaid(tally(all)))}</strong></p>
${list(HOW_TO_READ)}
</header>
<nav aria-label="Figures"><ul>
${figures.map(overview).join('\n')}
</ul></nav>
${figures.map(section).join('\n')}
<section>
<h2>Reference</h2>
<pre>${escaped(bibtex.trim())}</pre>
</section>
</body>
</html>
`;
}

function overview({ figure, title, verdicts }: ReproducedFigure): string {
  const { holds } = tally(verdicts);
  const said =
    verdicts.length === 0 ? '' : ` <span class="muted">${holds} of ${verdicts.length} claims</span>`;
  return `<li><a href="#figure-${figure}">Figure ${figure}: ${escaped(title)}</a>${said}</li>`;
}

function section(figure: ReproducedFigure): string {
  const { title, svg, caption, panels, verdicts, experiments, methods } = figure;
  return `<section id="figure-${figure.figure}">
<h2>Figure ${figure.figure}: ${escaped(title)}</h2>
<figure>
${svg === null ? '<p class="muted">Not computed yet.</p>' : picture(svg, `Figure ${figure.figure}: ${title}`)}
<figcaption>${escaped(caption)}</figcaption>
</figure>
<h3>In the paper</h3>
<dl>${panels.map(({ id, shows }) => `<dt>${escaped(id)}</dt><dd>${escaped(shows)}</dd>`).join('')}</dl>
${verdicts.length === 0 ? '' : `<h3>What it claims</h3>\n<p>${escaped(tallySaid(tally(verdicts)))}</p>\n${verdicts.map(verdictHtml).join('\n')}`}
<h3>Runs</h3>
${experimentTable(experiments)}
<p>${escaped(methods)}</p>
</section>`;
}

/** As a picture, its names and styles are its own. */
function picture(svg: string, alternative: string): string {
  const bytes = new TextEncoder().encode(svg);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `<img alt="${escaped(alternative)}" src="data:image/svg+xml;base64,${btoa(binary)}">`;
}

function verdictHtml({ figure, text, holds, measured, expected, detail }: Verdict): string {
  const side = (name: string, said: string | undefined): string =>
    said === undefined ? '' : `<dt>${name}</dt><dd>${escaped(said)}</dd>`;
  return `<article class="verdict ${MARKS[`${holds}`].name}">
<p><span class="mark" aria-hidden="true">${MARKS[`${holds}`].sign}</span><strong>${escaped(figure)}, ${VERDICT_WORDS[`${holds}`]}.</strong> ${escaped(text)}</p>
<dl>${side('measured', measured?.said)}${side('expected', expected?.said)}</dl>
<p class="muted">${escaped(detail)}</p>
</article>`;
}

const MARKS = {
  true: { name: 'holds', sign: '✓' },
  false: { name: 'fails', sign: '✗' },
  null: { name: 'undecided', sign: '?' },
} as const;

function experimentTable(experiments: readonly ReproducedExperiment[]): string {
  const rows = experiments.map(
    ({ preset, id, total, finished, digest }) =>
      `<tr><td>${escaped(preset)}</td><td><code>${id ?? '–'}</code></td><td class="number">${finished} of ${total}</td><td><code>${digest ?? '–'}</code></td></tr>`,
  );
  return `<div class="wide"><table>
<thead><tr><th>experiment</th><th>id</th><th class="number">runs</th><th>digest of the results</th></tr></thead>
<tbody>${rows.join('')}</tbody>
</table></div>`;
}

function list(lines: readonly string[]): string {
  return `<ul class="muted">${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; --line: #d8dce2; --muted: #5b6470; --holds: #00704f; --fails: #b8400b; }
@media (prefers-color-scheme: dark) { :root { --line: #3a414b; --muted: #a3abb6; --holds: #35c49a; --fails: #ff8a57; } }
body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { margin-top: 3rem; font-size: 1.25rem; } h3 { font-size: 1rem; }
figure { margin: 1rem 0; } img { display: block; width: 100%; max-width: 44rem; background: #fff; border-radius: 4px; }
figcaption, .muted { color: var(--muted); font-size: 0.9em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 0.8rem; margin: 0.4rem 0; } dd { margin: 0; }
dt { color: var(--muted); }
.verdict { margin: 0.8rem 0; padding: 0.1rem 0.9rem; border-left: 3px solid var(--line); }
.verdict p { margin: 0.4rem 0; } .mark { display: inline-block; width: 1.3em; font-weight: 700; }
.holds { border-color: var(--holds); } .holds .mark { color: var(--holds); }
.fails { border-color: var(--fails); } .fails .mark { color: var(--fails); }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: 0.85em; }
th, td { padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; } pre { overflow-x: auto; font-size: 0.85em; }
`;
