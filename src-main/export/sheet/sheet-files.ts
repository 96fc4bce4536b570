import type { ExportedFile } from '@shared/contract/sheets';
import type { FigureFormat } from '@shared/drawing/sheet';
import type { PrintJob } from '../../core/ports';
import { drawCsv } from './csv';
import { safeName, texName } from './file-names';
import { fontMetrics } from './fonts';
import { drawJson } from './json';
import { drawPdf } from './pdf';
import { drawPgfplots } from './pgfplots/pgfplots';
import { drawPng } from './png';
import { drawSvg } from './svg';

/** A sheet in each of these formats; one format may take several files. */
export async function exportSheet(job: PrintJob): Promise<ExportedFile[]> {
  const files: ExportedFile[] = [];
  for (const format of new Set(job.formats)) files.push(...(await filesOf(format, job)));
  return files;
}

async function filesOf(format: FigureFormat, job: PrintJob): Promise<ExportedFile[]> {
  const { drawing, figures, recipe, dpi } = job;
  const name = safeName(job.name);
  switch (format) {
    case 'pdf':
      return [file(`${name}.pdf`, 'application/pdf', await drawPdf(drawing, recipe))];
    case 'svg':
      return [file(`${name}.svg`, 'image/svg+xml', await drawSvg(drawing, { recipe, fonts: true }))];
    case 'png':
      return [file(`${name}.png`, 'image/png', await drawPng(drawing, dpi, recipe))];
    case 'pgfplots':
      return drawPgfplots(job, fontMetrics(), texName(job.name)).map((part) =>
        file(part.name, part.name.endsWith('.tex') ? 'application/x-tex' : 'text/plain', part.text),
      );
    case 'csv':
      return [file(`${name}.csv`, 'text/csv', drawCsv(figures))];
    case 'json':
      return [file(`${name}.json`, 'application/json', drawJson(figures, recipe))];
  }
}

function file(name: string, mediaType: string, content: string | Uint8Array): ExportedFile {
  // Copied into bytes of its own: what crosses to another thread takes its whole buffer along.
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  return { name, mediaType, bytes };
}
