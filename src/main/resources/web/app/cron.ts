// A Quartz cron in words. Only its first three fields are looked at: the days are those of the schedule that it belongs to.
import { m } from './messages';

const STEP = /^(?:\*|\d{1,2})\/(\d{1,2})$/;
const NUMBERS = /^\d{1,2}(,\d{1,2})*$/;
const SPAN = /^(\d{1,2})-(\d{1,2})$/;
const two = (text: string): string => text.padStart(2, '0');

/** What the cron says, or null where words would be longer than the cron, or it is none. */
export function cronWords(cron: string): string | null {
  const [, minutes, hours, ...days] = cron.trim().split(/\s+/);
  if (minutes === undefined || hours === undefined || days.length < 3 || days.length > 4) {
    return null;
  }
  const everyHour = hours === '*' ? '' : hoursWords(hours);
  const step = STEP.exec(minutes)?.[1] ?? (minutes === '*' ? '1' : undefined);
  if (step !== undefined && everyHour !== null) {
    return m.cron.everyMinutes(Number(step), everyHour);
  }
  if (!NUMBERS.test(minutes) || everyHour === null) {
    return null;
  }
  if (NUMBERS.test(hours)) {
    const times = hours.split(',').flatMap((hour) => minutes.split(',').map((minute) => `${two(hour)}:${two(minute)}`));
    return times.length > 12 ? null : m.cron.at(times.join(', '));
  }
  const every = STEP.exec(hours)?.[1];
  return every === undefined ? m.cron.pastHour(minutes.split(',').map(two).join(', '), everyHour) : m.cron.everyHours(Number(every), minutes.split(',').map(two).join(', '), Number(/^\d+/.exec(hours)?.[0] ?? 0));
}

/** Within which hours; null for what has no short words. */
function hoursWords(hours: string): string | null {
  const span = SPAN.exec(hours);
  return span !== null ? m.cron.between(two(span[1]!), two(span[2]!)) : NUMBERS.test(hours) ? m.cron.inHours(hours.split(',').map(two).join(', ')) : STEP.test(hours) ? '' : null;
}
