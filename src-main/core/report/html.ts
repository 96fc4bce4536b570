import { tally, tallySaid } from '@shared/claims/tally';
import type { Verdict } from '@shared/claims/verdict';
import { escaped, htmlList, htmlPage, picture } from './html-parts';
import {
  HOW_TO_READ,
  VERDICT_WORDS,
  type ReproducedExperiment,
  type ReproducedFigure,
  type Reproduction,
} from './reproduction';

const TITLE = 'The paper’s figures, computed again';

/** The report as one HTML document that needs no other file, no script and no network. */
export function reportHtml({ figures, program, bibtex }: Reproduction): string {
  const all = figures.flatMap(({ verdicts }) => verdicts);
  return htmlPage(
    TITLE,
    `<header>
<h1>${TITLE}</h1>
<p>Sharpness Workbench ${escaped(program)}. <strong>${escaped(tallySaid(tally(all)))}</strong></p>
${htmlList(HOW_TO_READ)}
</header>
<nav aria-label="Figures"><ul>
${figures.map(overview).join('\n')}
</ul></nav>
${figures.map(section).join('\n')}
<section>
<h2>Reference</h2>
<pre>${escaped(bibtex.trim())}</pre>
</section>`,
  );
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
