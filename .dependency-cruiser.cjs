/** Who may import whom. ARCHITECTURE.md says why; `npm run layers` holds it. */
const shared = (room) => `^src-shared/${room}(/|\\.ts$)`;

/** Inside src-shared a room may import itself, what stands below it, and types of the contract. */
const below = {
  numerics: [],
  network: ['numerics'],
  curvature: ['numerics', 'network'],
  training: ['numerics', 'network', 'curvature'],
  theory: ['numerics', 'network', 'curvature', 'training'],
  figures: ['numerics', 'network', 'curvature', 'training', 'theory', 'experiment', 'contract'],
  drawing: ['numerics', 'figures', 'experiment', 'training', 'contract'],
  library: ['network', 'training', 'experiment', 'contract'],
  claims: ['numerics', 'network', 'curvature', 'training', 'theory', 'figures', 'experiment', 'contract'],
  compare: [
    'numerics',
    'network',
    'curvature',
    'training',
    'theory',
    'figures',
    'drawing',
    'experiment',
    'contract',
  ],
  experiment: ['numerics', 'network', 'curvature', 'training', 'theory', 'contract'],
  contract: [
    'numerics',
    'network',
    'curvature',
    'training',
    'theory',
    'figures',
    'experiment',
    'drawing',
    'claims',
    'compare',
  ],
};

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-stays-pure',
      comment:
        'src-shared runs anywhere: no Node, no Electron, no Vue, and only the packages on the short list.',
      severity: 'error',
      from: { path: '^src-shared' },
      to: {
        pathNot: ['^src-shared', '^node_modules/(zod|@noble/hashes|@msgpack/msgpack)/'],
      },
    },
    ...Object.entries(below).map(([room, allowed]) => ({
      name: `shared-${room}`,
      severity: 'error',
      from: { path: shared(room) },
      to: {
        path: '^src-shared',
        pathNot: [shared(room), ...allowed.map(shared)],
      },
    })),
    {
      name: 'core-is-host-neutral',
      severity: 'error',
      from: { path: '^src-main/core' },
      to: { path: '^src-main', pathNot: '^src-main/core' },
    },
    {
      name: 'adapters-meet-at-the-ports',
      comment: 'store, engine and export know the core by its ports alone.',
      severity: 'error',
      from: { path: '^src-main/(store|engine|export)/' },
      to: { path: '^src-main', pathNot: ['^src-main/$1/', '^src-main/core/ports\\.ts$'] },
    },
    {
      name: 'nobody-imports-hosts',
      severity: 'error',
      from: { pathNot: ['^src-main/hosts', '^test'] },
      to: { path: '^src-main/hosts' },
    },
    {
      name: 'only-the-store-knows-sqlite',
      severity: 'error',
      from: { path: '^src', pathNot: '^src-main/store' },
      to: { path: 'better-sqlite3' },
    },
    {
      name: 'only-the-electron-host-knows-electron',
      severity: 'error',
      from: { path: '^src', pathNot: '^src-main/hosts/electron' },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'renderer-knows-the-contract-only',
      comment:
        'A window reaches the application through its client; of packages it takes what runs in a page.',
      severity: 'error',
      from: { path: '^src-renderer' },
      to: { path: ['^src-main', '^node_modules/(electron|better-sqlite3|ws|commander)/', '^node:'] },
    },
    {
      name: 'only-charts-know-echarts',
      severity: 'error',
      from: { path: '^src-renderer', pathNot: '^src-renderer/charts/' },
      to: { path: '^node_modules/(echarts|vue-echarts|zrender)/' },
    },
    {
      name: 'main-knows-no-renderer',
      severity: 'error',
      from: { path: '^src-main' },
      to: { path: '^(src-renderer|node_modules/(vue|pinia|echarts)/)' },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { path: '^src' },
      to: { path: '^test' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.main.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
