import { InvalidArgumentError, Option, type Command } from 'commander';
import { defaultDataFolder } from '../node/data-folder';
import { userPath } from '../node/user-path';

/** A comma-separated list of finite numbers. */
export function numberList(text: string): number[] {
  return text.split(',').map((part) => {
    const value = Number(part);
    if (part.trim() === '' || !Number.isFinite(value)) {
      throw new InvalidArgumentError(`"${part}" is not a number; give numbers separated by commas.`);
    }
    return value;
  });
}

/** A finite number. */
export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}

/** An integer of at least 1. */
export function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be an integer of at least 1.');
  return value;
}

/** An integer of at least 0: what is counted from 0. */
export function index(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('It must be an integer of at least 0.');
  return value;
}

/** Engine processes: no machine of interest has more cores. */
const MOST_PROCESSES = 256;

export function processCount(text: string): number {
  const value = count(text);
  if (value > MOST_PROCESSES) throw new InvalidArgumentError(`At most ${MOST_PROCESSES} are allowed.`);
  return value;
}

/** A folder as the user names it, made absolute. */
function folderPath(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must name a folder.');
  return userPath(text);
}

export interface FolderOptions {
  /** Absolute. */
  readonly dataDir: string;
}

/** Every command takes the data folder. */
export function withDataFolder(command: Command): Command {
  return command.addOption(
    new Option('--data-dir <dir>', 'folder that keeps experiments')
      .argParser(folderPath)
      .default(defaultDataFolder(), 'your data folder'),
  );
}

export interface JsonOption {
  readonly json?: true;
}

export function withJson(command: Command): Command {
  return command.option('--json', 'print JSON (docs/cli-json.md)');
}
