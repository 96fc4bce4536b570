import { sheetSchema } from '@shared/contract/sheet-schemas';
import { FIGURE_FORMATS } from '@shared/drawing/sheet';
import { VENUES } from '@shared/drawing/venues';
import { storedJson } from '../../composables/stored-json';
import type { ExportHabits } from './export-draft';
import { UNITS } from './length-units';

/** How this window exported last; null where it never did, or an earlier program kept it in another form. */
export const exportHabits = storedJson<ExportHabits | null>('export', (stored) => {
  if (typeof stored !== 'object' || stored === null) return null;
  const { venue, unit, formats, dpi, style } = stored as Record<keyof ExportHabits, unknown>;
  const parsed = sheetSchema.shape.style.safeParse(style);
  const knownUnit = UNITS.find((known) => known === unit);
  if (!parsed.success || !knownUnit || typeof dpi !== 'number' || !Array.isArray(formats)) return null;
  const chosen = new Set<unknown>(formats);
  return {
    venue: VENUES.find(({ id }) => id === venue)?.id ?? 'free',
    unit: knownUnit,
    formats: FIGURE_FORMATS.filter((format) => chosen.has(format)),
    dpi,
    style: parsed.data,
  };
});
