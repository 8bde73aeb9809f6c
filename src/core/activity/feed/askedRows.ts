import { atLeast, type RiskSeverity } from "../risk/risk.ts";
import { EventStream, type Arrival } from "../stream/eventStream.ts";
import type { HeldRow } from "./heldRow.ts";

/**
 * Rows that are as loud as is asked for, in order. Quieter ones are kept aside, in the same number, since other events may
 * make them louder.
 */
export class AskedRows {
  readonly #minRisk: RiskSeverity | undefined;
  readonly #stream: EventStream<HeldRow>;
  readonly #quiet: EventStream<HeldRow> | undefined;
  #aside = 0;

  /** @param mayRise whether rows become louder at all */
  constructor({ limit, minRisk }: { limit?: number; minRisk?: RiskSeverity }, mayRise: boolean) {
    this.#minRisk = minRisk;
    this.#stream = new EventStream(limit);
    this.#quiet = minRisk && mayRise ? new EventStream(limit) : undefined;
  }

  get stream(): EventStream<HeldRow> {
    return this.#stream;
  }

  /** Rows that came and are not in the stream because they are too quiet. */
  get aside(): number {
    return this.#aside;
  }

  /** A row that is held, aside too. */
  get(key: string): HeldRow | undefined {
    return this.#stream.get(key) ?? this.#quiet?.get(key);
  }

  add(rows: readonly HeldRow[]): Arrival<HeldRow> {
    if (this.#minRisk === undefined) return this.#stream.add(rows);
    const arrival = this.#stream.add(rows.filter((row) => this.#isLoud(row)));
    const aside = rows.filter((row) => !this.#isLoud(row));
    const repeated = this.#quiet?.add(aside).repeated ?? 0;
    this.#aside += aside.length - repeated;
    return { ...arrival, repeated: arrival.repeated + repeated };
  }

  /** Moves rows into the stream that have become loud enough. */
  lift(rows: readonly HeldRow[]): Arrival<HeldRow> {
    const loud = rows.filter((row) => this.#stream.get(row.key) === undefined && this.#isLoud(row));
    this.#aside -= loud.length;
    return this.#stream.add(loud);
  }

  #isLoud({ risk }: HeldRow): boolean {
    return this.#minRisk === undefined || atLeast(risk.severity, this.#minRisk);
  }
}
