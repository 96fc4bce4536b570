/** How often a test kills its process: a handful, or as often as WORKBENCH_KILLS says, for each kind of work. */
export function killsOr(usual: number): number {
  return Number(process.env['WORKBENCH_KILLS'] ?? usual);
}
