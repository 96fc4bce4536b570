/** The figures of one run, in the order of the page. */
export const RUN_PANEL_IDS = [
  'descent',
  'sharpness',
  'balance',
  'singularValues',
  'layerNorms',
  'alignment',
  'conserved',
  'firstGradient',
  'thetaNorms',
  'gradientSandwich',
  'flowDistance',
] as const;
export type RunPanelId = (typeof RUN_PANEL_IDS)[number];
