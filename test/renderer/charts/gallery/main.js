/**
 * Every chart on reference rows, for eyes: /index.html?show=figure-3&theme=dark&palette=paper. The rows come from
 * rows/*.json, which capture.mjs writes.
 */
import { createPinia } from 'pinia';
import { createApp, h, ref } from 'vue';
import { INITIALISATIONS } from '@shared/catalogue';
import { plan } from '@shared/experiment/plan';
import { distanceLines } from '@shared/figures/distance-lines';
import { divergenceHeatmap } from '@shared/figures/divergence-heatmap';
import { divergenceLines } from '@shared/figures/divergence-lines';
import { runTrace } from '@shared/figures/run-trace';
import { sharpnessLines } from '@shared/figures/sharpness-lines';
import FigureChart from '../../../../src-renderer/charts/FigureChart.vue';
import HeatmapChart from '../../../../src-renderer/charts/HeatmapChart.vue';
import { applyTheme } from '../../../../src-renderer/composables/theme';
import { provideConnection } from '../../../../src-renderer/composables/use-connection';
import { usePreferences } from '../../../../src-renderer/stores/preferences';
import '../../../../src-renderer/styles/index.css';
import './gallery.css';

const asked = new URLSearchParams(location.search);
const show = asked.get('show') ?? 'figure-3';
const preferences = {
  theme: asked.get('theme') ?? 'light',
  palette: asked.get('palette') ?? 'colourBlindSafe',
  processes: 1,
};
applyTheme(preferences.theme);

const read = async (what) => (await fetch(`./rows/${show}.${what}.json`)).json();
const [spec, rows, bounds, data] = await Promise.all(['spec', 'rows', 'bounds', 'data'].map(read));
const runs = show.endsWith('trajectories') ? (await read('runs')).runs : [];
const source = {
  spec,
  rows: rows.map((row) => ({ failed: 0, ...row })),
  theory: { bounds, data },
  scaleSymbol: INITIALISATIONS.find(({ id }) => id === spec.initialisation.family)?.scale?.symbol ?? null,
};

/** The same rows with runs that are missing, failed or not begun. */
const unfinished = {
  ...source,
  rows: source.rows.map((row, i) => {
    const left = i % 3 === 0 ? row.runs : i % 3 === 1 ? Math.ceil(row.runs / 3) : 0;
    const finished = row.runs - left;
    const share = finished / row.runs;
    return {
      ...row,
      finished: finished - (i % 4 === 1 ? 1 : 0),
      failed: i % 4 === 1 ? 1 : 0,
      diverged: Math.round(row.diverged * share),
      outcomes: Object.fromEntries(
        Object.entries(row.outcomes).map(([name, n]) => [name, Math.round(n * share)]),
      ),
    };
  }),
};

const selected = ref(null);
const heatmap = (from, quantity) =>
  h(HeatmapChart, {
    figure: divergenceHeatmap(from, quantity ? { quantity } : {}),
    selected: selected.value,
    onSelect: (cell) => (selected.value = cell),
  });
const charts = () => {
  if (runs.length > 0) {
    return plan(spec).cells.map((cell, i) => {
      const traces = runs[i].traces.map((trace) => ({
        ...trace,
        values: Float64Array.from(trace.values, (v) => v ?? NaN),
      }));
      return h(FigureChart, { figure: runTrace(source, cell, 0, traces) });
    });
  }
  return [
    heatmap(source),
    h(FigureChart, { figure: divergenceLines(source) }),
    h(FigureChart, { figure: distanceLines(source) }),
    h(FigureChart, { figure: sharpnessLines(source) }),
    heatmap(source, { kind: 'outcome', outcome: 'cycling' }),
    heatmap(source, { kind: 'mean', measure: 'finalSharpness' }),
    heatmap(unfinished),
    h(FigureChart, { figure: sharpnessLines(source, { everyRate: true, convention: 'asPublished' }) }),
  ];
};

const app = createApp({
  render: () =>
    h(
      'main',
      { class: 'gallery' },
      charts().map((chart) => h('section', { class: 'card' }, [chart])),
    ),
});
app.use(createPinia());
provideConnection(app, {
  api: { preferences: async () => preferences, setPreferences: async () => preferences },
});
await app.runWithContext(() => usePreferences().load());
app.mount('#app');
