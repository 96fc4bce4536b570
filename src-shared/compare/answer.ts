import type { ExperimentRecord } from '../contract/records';
import { cellsOf, repetitionsOf, runsByCell, type ComparedSide } from './compared-side';
import type { Comparison, ComparisonSide } from './comparison';
import { differenceStatistics, type SideDifferences } from './difference-statistics';
import { sameRunsBeside } from './same-runs-beside';
import { sideNames } from './side-names';
import { specDifferences, type SpecDifference } from './spec-differences';
import { theoryBeside, type TheoryBesideRow } from './theory-beside';

/** A side with its experiment. */
export interface OpenedSide {
  readonly record: ExperimentRecord;
  readonly compared: ComparedSide;
}

export interface NamedSide extends ComparisonSide {
  /** What it is called; no two are called the same. */
  readonly name: string;
  readonly experimentName: string;
  /** Its runs by the plan, and how many of them there are. */
  readonly runs: number;
  readonly finished: number;
  readonly failed: number;
  /** Finished runs of it that are, bit for bit, runs of the first side: what an extension took over. 0 of the first. */
  readonly sameAsFirst: number;
}

/** What a comparison says in numbers. */
export interface ComparisonAnswer {
  readonly sides: readonly NamedSide[];
  readonly differences: readonly SpecDifference[];
  /** A row a side and depth. */
  readonly theory: readonly TheoryBesideRow[];
  /** Every side after the first against the first. */
  readonly statistics: readonly SideDifferences[];
}

/** @param statements ids of those that can be held against runs. */
export function comparisonAnswer(
  { sides, statistics }: Pick<Comparison, 'sides' | 'statistics'>,
  opened: readonly OpenedSide[],
  statements: readonly string[],
): ComparisonAnswer {
  const compared = opened.map((side) => side.compared);
  const names = sideNames(
    sides,
    opened.map(({ record }) => record),
  );
  return {
    sides: sides.map((side, i) => ({
      ...side,
      name: names[i]!,
      experimentName: opened[i]!.record.name,
      ...counted(compared[i]!),
      sameAsFirst: i === 0 ? 0 : sameRunsBeside(opened[0]!, opened[i]!),
    })),
    differences: specDifferences(compared.map(({ spec }) => spec)),
    theory: theoryBeside(compared, statements),
    statistics: differenceStatistics(compared, statistics),
  };
}

function counted(side: ComparedSide): Pick<NamedSide, 'runs' | 'finished' | 'failed'> {
  const ended = [...runsByCell(side).values()].flat();
  const failed = ended.filter(({ status }) => status === 'failed').length;
  return {
    runs: cellsOf(side).reduce((sum, cell) => sum + repetitionsOf(side, cell).length, 0),
    finished: ended.length - failed,
    failed,
  };
}
