const DATE = /^[12]\d{3}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?$/;

/** What a date of a filter stands for, in UTC: from `start` until before `end`, as the archive writes times. */
export interface DateSpan {
  readonly start: string;
  readonly end: string;
}

/** The span of a year, month, day or minute: 2026, 2026-01, 2026-01-31, 2026-01-31T12:30. Null where it is none. */
export function dateSpan(text: string): DateSpan | null {
  if (!DATE.test(text)) return null;
  const [year, month, day, hour, minute] = text.split(/[-T:]/).map(Number) as [number, ...number[]];
  const start = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0));
  // To Date, the 30th of February is the 2nd of March.
  if (!start.toISOString().startsWith(text)) return null;
  const end = new Date(start);
  if (minute !== undefined) end.setUTCMinutes(minute + 1);
  else if (day !== undefined) end.setUTCDate(day + 1);
  else if (month !== undefined) end.setUTCMonth(month);
  else end.setUTCFullYear(year + 1);
  return { start: start.toISOString(), end: end.toISOString() };
}
