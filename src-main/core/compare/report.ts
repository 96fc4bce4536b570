import type { ComparisonAnswer } from '@shared/compare/answer';
import type { Comparison } from '@shared/compare/comparison';
import { comparisonTables, type ComparisonTable } from '@shared/compare/tables';
import type { ExportedFile, SheetPreview } from '@shared/contract/sheets';
import { escaped, htmlList, htmlPage, htmlTable, picture } from '../report/html-parts';
import { escaped as markdownEscaped, table as markdownTable } from '../report/markdown-parts';

/** What a report on a comparison is made of. */
export interface ComparisonReport {
  readonly comparison: Comparison;
  readonly answer: ComparisonAnswer;
  readonly sheet: SheetPreview;
  /** Version of the program. */
  readonly program: string;
}

/** A comparison as one file that needs no other; that in Markdown carries its picture as a data address. */
export function comparisonReport(report: ComparisonReport, form: 'html' | 'markdown'): ExportedFile {
  const [name, mediaType, text] =
    form === 'html'
      ? ['comparison.html', 'text/html', reportHtml(report)]
      : ['comparison.md', 'text/markdown', reportMarkdown(report)];
  return { name, mediaType, bytes: new TextEncoder().encode(text) };
}

function titleOf({ answer }: ComparisonReport): string {
  return `Comparison of ${answer.sides.map(({ name }) => name).join(', ')}`;
}

function reportHtml(report: ComparisonReport): string {
  const { answer, comparison, sheet, program } = report;
  const title = titleOf(report);
  const tables = comparisonTables(answer, comparison.statistics);
  return htmlPage(
    title,
    `<header>
<h1>${escaped(title)}</h1>
<p>Sharpness Workbench ${escaped(program)}.</p>
</header>
<section>
<figure>
${sheet.svg === null ? '<p class="muted">Nothing can be drawn yet.</p>' : picture(sheet.svg, sheet.caption)}
<figcaption>${escaped(sheet.caption)}</figcaption>
</figure>
</section>
${tables.map(sectionHtml).join('\n')}
<section>
<h2>How it was computed</h2>
${sheet.methods
  .split('\n\n')
  .map((paragraph) => `<p>${escaped(paragraph)}</p>`)
  .join('\n')}
<pre>${escaped(sheet.bibtex.trim())}</pre>
</section>`,
  );
}

function sectionHtml({ title, header, rows, numbersFrom, notes }: ComparisonTable): string {
  const numbers = header.flatMap((_, i) => (i >= numbersFrom ? [i] : []));
  return `<section>
<h2>${escaped(title)}</h2>
${rows.length === 0 ? '' : htmlTable(header, rows, numbers)}
${notes.length === 0 ? '' : htmlList(notes)}
</section>`;
}

function reportMarkdown(report: ComparisonReport): string {
  const { answer, comparison, sheet, program } = report;
  return [
    `# ${markdownEscaped(titleOf(report))}`,
    `Sharpness Workbench ${program}.`,
    sheet.svg === null ? '*Nothing can be drawn yet.*' : `![Figure](${dataAddress(sheet.svg)})`,
    markdownEscaped(sheet.caption),
    ...comparisonTables(answer, comparison.statistics).map(sectionMarkdown),
    '## How it was computed',
    ...sheet.methods.split('\n\n').map(markdownEscaped),
    ['```bibtex', sheet.bibtex.trim(), '```'].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function sectionMarkdown({ title, header, rows, notes }: ComparisonTable): string {
  return [
    `## ${markdownEscaped(title)}`,
    ...(rows.length === 0 ? [] : [markdownTable(header, rows)]),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${markdownEscaped(note)}`).join('\n')]),
  ].join('\n\n');
}

function dataAddress(svg: string): string {
  const bytes = new TextEncoder().encode(svg);
  return `data:image/svg+xml;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
