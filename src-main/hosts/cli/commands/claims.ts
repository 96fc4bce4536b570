import { Command } from 'commander';
import { CLAIM_FIGURES, type Claim, type ClaimFigure } from '@shared/claims/claim';
import { CLAIMS, claimsOf, claimsOfPreset } from '@shared/claims/claims';
import type { Verdict } from '@shared/claims/verdict';
import { WorkbenchError } from '@shared/contract/errors';
import { findPreset } from '@shared/experiment/presets';
import type { AuthorsSweepName } from '@shared/network/draws/authors';
import { judgeClaims } from '../../../core/judge-claims';
import type { ArchiveReader } from '../../../core/ports';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { reading } from '../archive';
import { printJson, printLine } from '../output';

const HELP = `
<figure> is a panel of the paper (${CLAIM_FIGURES.join(', ')}) or a figure's
number (1, 4); without an argument all claims are judged. Verdicts use the exact sharpness; that of figure 6b, whose
printed numbers are compared, the published one. "undecided" says which runs are missing.`;

export function claimsCommand(): Command {
  const command = new Command('claims')
    .description('the paper’s claims about its figures, held against the runs of this data folder')
    .argument('[figure|preset]')
    .addHelpText('after', HELP);
  return withJson(withDataFolder(command)).action(
    (reference: string | undefined, { dataDir, json }: FolderOptions & JsonOption) => {
      const claims = reference === undefined ? CLAIMS : claimsNamed(reference);
      const verdicts = reading(dataDir, (archive) => judgeAll(claims, archive));
      if (json) printJson(verdicts);
      else printVerdicts(verdicts);
    },
  );
}

function claimsNamed(reference: string): Claim[] {
  const preset = findPreset(reference)?.name;
  const ofPreset = preset === undefined ? [] : claimsOfPreset(preset as AuthorsSweepName);
  if (ofPreset.length > 0) return ofPreset;
  const exact = claimsOf(reference as ClaimFigure);
  const panels =
    exact.length > 0 ? exact : CLAIMS.filter(({ figure }) => /^\d+/.exec(figure)![0] === reference);
  if (panels.length > 0) return panels;
  throw new WorkbenchError(
    'bad-arguments',
    `The paper's claims are about no figure or preset "${reference}".`,
    `Figures: ${CLAIM_FIGURES.join(', ')}. Presets: ${[...new Set(CLAIMS.flatMap(({ needs }) => needs))].join(', ')}.`,
  );
}

function judgeAll(claims: readonly Claim[], archive: ArchiveReader | null): readonly Verdict[] {
  const { verdicts, missing, any } = judgeClaims(claims, archive);
  if (any) return verdicts;
  throw new WorkbenchError(
    'not-run',
    missing.map((found) => found.missing).join('\n'),
    missing.map(({ remedy }) => remedy).join('\n'),
  );
}

const SAID = { true: 'holds', false: 'does not hold', null: 'undecided' } as const;

function printVerdicts(verdicts: readonly Verdict[]): void {
  for (const { figure, text, holds, measured, expected, detail } of verdicts) {
    printLine(`${figure}  ${SAID[`${holds}`].toUpperCase()}: ${text}`);
    if (measured !== null) printLine(`    measured: ${measured.said}`);
    if (expected !== null) printLine(`    expected: ${expected.said}`);
    printLine(`    ${detail}`);
    printLine('');
  }
  const count = (wanted: boolean | null): number => verdicts.filter(({ holds }) => holds === wanted).length;
  printLine(`${count(true)} hold, ${count(false)} do not, ${count(null)} undecided.`);
}
