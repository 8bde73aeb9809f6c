import type { Texts } from "./texts.ts";

const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];

const two = (value: number): string => String(value).padStart(2, "0");

/** `2026-11-20`, of the local day. */
const digits = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** Times in words and figures, in this machine's time zone. Times in ms since epoch. */
export class Clock {
  readonly #dates: Intl.DateTimeFormat;
  readonly #relative: Intl.RelativeTimeFormat;
  readonly #words: Texts;

  /** @param language of BCP 47; empty: the machine's */
  constructor(texts: Texts, language: string) {
    this.#words = texts;
    const locale = language || undefined;
    this.#dates = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  }

  /** `14:03:09`. */
  time(ms: number): string {
    const date = new Date(ms);
    return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  }

  /** Day and time here, and in UTC as CloudTrail writes it. */
  full(ms: number): string {
    const date = new Date(ms);
    if (Number.isNaN(date.getTime())) return "";
    return `${digits(date)} ${this.time(ms)} (${date.toISOString().replace(".000Z", "Z")})`;
  }

  /** Today, yesterday, or the date. */
  day(ms: number, now: number): string {
    const date = new Date(ms);
    const today = new Date(now);
    const before = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
    const name = this.#date(date);
    if (date.toDateString() === today.toDateString()) return `${this.#words("today")}, ${name}`;
    return date.toDateString() === before.toDateString() ? `${this.#words("yesterday")}, ${name}` : name;
  }

  /** Time on the same day as now, else date and time. */
  short(ms: number, now: number): string {
    const date = new Date(ms);
    if (date.toDateString() === new Date(now).toDateString()) return this.time(ms);
    return `${digits(date)} ${this.time(ms)}`;
  }

  /** `12 sec. ago`; seconds in steps of five, since nobody reads faster. */
  ago(ms: number, now: number): string {
    const since = now - ms;
    const [unit, length] = units.find(([, one]) => Math.abs(since) >= one) ?? ["second", 1_000];
    const steps = Math.round(since / length);
    return this.#relative.format(-(unit === "second" ? Math.floor(steps / 5) * 5 : steps), unit);
  }

  #date(date: Date): string {
    // Times outside of what a calendar knows come from files that anybody can write.
    return Number.isNaN(date.getTime()) ? "" : this.#dates.format(date);
  }
}
