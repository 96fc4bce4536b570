import { shallowRef } from 'vue';
import type { Preferences } from '@shared/contract/preferences';
import * as shared from '@shared/figures/format-number';

/*
 * Numbers as the preferences want them on the screen, and in what is copied from there. Exports do not come through here:
 * the bytes of a file do not depend on who looks at it.
 */

type NumberStyle = Pick<Preferences, 'digits' | 'powers'>;

const style = shallowRef<NumberStyle>({ digits: 4, powers: 'superscript' });

export function applyNumberFormat({ digits, powers }: NumberStyle): void {
  if (digits !== style.value.digits || powers !== style.value.powers) style.value = { digits, powers };
}

/** A measured or computed number. @param digits where it carries fewer, or needs more, than others. */
export function formatNumber(value: number | null | undefined, digits: number = style.value.digits): string {
  return shared.formatNumber(value, digits, style.value.powers);
}

/** A number that someone chose: as short as it was. */
export function formatSetting(value: number): string {
  return shared.formatSettingAs(value, style.value.powers);
}

/** The same of settings side by side: long ones with the fewest digits that still tell all of them apart. */
export function settingLabels(values: readonly number[]): string[] {
  return shared.settingLabels(values, style.value.powers);
}
