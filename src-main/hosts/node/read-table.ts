import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { WorkbenchError } from '@shared/contract/errors';
import type { TableReader } from '../../core/open-spec';

/** Larger files are refused before they are read: the largest table allowed is far smaller as text. */
const LARGEST_FILE = 512 * 1024 * 1024;

/** Reads CSV (or TSV, by the header) files; relative paths start at `folder`. */
export function tableReader(folder: string): TableReader {
  return (file) => {
    const path = resolve(folder, file);
    const bytes = readBytes(path);
    return {
      rows: parseTable(path, bytes.toString('utf8')),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
  };
}

/** Of a header: tabs where there are any, else commas; semicolons where there are no commas. */
function delimiterOf(header: string): string {
  if (header.includes('\t')) return '\t';
  return header.includes(';') && !header.includes(',') ? ';' : ',';
}

/** The cells of a CSV or TSV text; `name` is for the message where it is neither. */
export function parseTable(name: string, text: string): string[][] {
  const header = text.slice(0, Math.max(0, text.search(/\r|\n|$/)));
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(header),
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (error instanceof CsvError) {
      throw new WorkbenchError('bad-data', `${name} is not a CSV or TSV table: ${error.message}.`);
    }
    throw error;
  }
}

function readBytes(path: string): Buffer {
  try {
    const { size } = statSync(path);
    if (size > LARGEST_FILE) {
      throw new WorkbenchError('bad-data', `${path} has ${size} bytes; at most ${LARGEST_FILE} are allowed.`);
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    throw new WorkbenchError(
      'bad-data',
      `The data file ${path} cannot be read: ${(error as Error).message}.`,
      null,
      {
        cause: error,
      },
    );
  }
}
