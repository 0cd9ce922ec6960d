const STEPS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const DAYS_MAX = 7;

/** "just now", "5 minutes ago", "yesterday", and a date from a week on. */
export function relativeTime(then: Date, now: Date): string {
  const seconds = (now.getTime() - then.getTime()) / 1_000;
  if (seconds >= DAYS_MAX * 86_400) return `on ${then.toLocaleDateString("en", { dateStyle: "medium" })}`;
  for (const [unit, length] of STEPS) {
    if (seconds >= length) {
      return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-Math.floor(seconds / length), unit);
    }
  }
  return "just now";
}
