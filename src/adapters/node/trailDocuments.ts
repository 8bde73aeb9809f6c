import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { createGunzip } from "node:zlib";
import { JsonItems } from "./jsonItems.ts";

/** More text than this in one value is not held in memory. CloudTrail's own files stay far below. */
const maxDocument = 128 * 1024 * 1024;

/** How the reading of a file goes. */
export interface TrailReading {
  /** Bytes of the file that were read, packed as they are. */
  bytes: number;
  /** Lines that are no JSON. */
  lines: number;
}

/**
 * The values of a file that may be records: one for each line where lines are whole values, the items of a list or of
 * `Records` and `Events` while they come, else those of the whole text. A line that is no JSON is counted, the others are
 * read.
 * @throws SyntaxError, Error "too-large", errors of the file system and of zlib
 */
export async function* trailValues(path: string, reading: TrailReading): AsyncGenerator {
  const values = new Values(reading);
  for await (const chunk of textOf(path, reading)) yield* values.take(chunk);
  yield* values.end();
}

/** Finds the values in a text that comes in chunks. */
class Values {
  readonly #reading: TrailReading;
  /** What has come of the document and was not given. */
  #text = "";
  /** `open`: the first line has not ended, so lines are not told from one long document. */
  #form: "start" | "open" | "lines" | "whole" = "start";
  /** Of a document that is a list, instead of `#text`. */
  #items: JsonItems | undefined;

  constructor(reading: TrailReading) {
    this.#reading = reading;
  }

  *take(chunk: string): Generator {
    let text = chunk;
    while (this.#items || text !== "") {
      this.#items ??= this.#begun(text);
      if (!this.#items) {
        if (this.#form === "lines") yield* this.#lines(text);
        return;
      }
      yield* valuesOf(this.#items, this.#form === "start" ? "" : text);
      this.#form = "open";
      if (this.#items.rest === undefined) return;
      // Another document may follow: files are put together.
      text = this.#items.rest;
      this.#items = undefined;
      this.#form = "start";
    }
  }

  *end(): Generator {
    if (this.#items) this.#items.end();
    else if (this.#form === "lines") yield* lineValue(this.#text, this.#reading);
    else if (this.#text.trim() !== "") yield* wholeOrLines(this.#text, this.#reading);
  }

  /**
   * Adds to the document and finds out its form, where that can be told now: a long text is not looked at again and again.
   * @returns the document when it is a list; `#form` is `start` until its beginning was read
   */
  #begun(came: string): JsonItems | undefined {
    const isFirst = this.#form === "start";
    this.#text += came;
    if (this.#text.length > maxDocument) throw new Error("too-large");
    if (isFirst) this.#text = this.#text.trimStart();
    if (this.#text === "" || !(isFirst || (this.#form === "open" && came.includes("\n")))) return undefined;
    const end = this.#text.indexOf("\n");
    const byLine = end !== -1 && parses(this.#text.slice(0, end));
    const items = isFirst && !byLine ? JsonItems.of(this.#text) : undefined;
    if (items) this.#text = "";
    else this.#form = byLine ? "lines" : end === -1 ? "open" : "whole";
    return items;
  }

  *#lines(came: string): Generator {
    if (!came.includes("\n")) return;
    const end = this.#text.lastIndexOf("\n") + 1;
    for (const line of this.#text.slice(0, end).split("\n")) yield* lineValue(line, this.#reading);
    this.#text = this.#text.slice(end);
  }
}

function* valuesOf(items: JsonItems, text: string): Generator {
  for (const item of items.take(text)) yield items.itemsOf === "Events" ? fromLookup(item) : item;
}

/** One value, or lines of which the first is broken. */
function* wholeOrLines(text: string, reading: TrailReading): Generator {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (error) {
    const lines = text.split("\n");
    if (!lines.slice(0, 100).some(parses)) throw error;
    for (const line of lines) yield* lineValue(line, reading);
    return;
  }
  yield* inside(whole);
}

function* lineValue(line: string, reading: TrailReading): Generator {
  if (line.trim() === "") return;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    reading.lines++;
    return;
  }
  yield* inside(value);
}

/** A file's text without a byte order mark, unpacked. */
async function* textOf(path: string, reading: TrailReading): AsyncGenerator<string> {
  const source = createReadStream(path);
  const stream: Readable = /\.gz$/i.test(path) ? source.pipe(createGunzip()) : source;
  // A pipe does not pass errors of its source on.
  source.on("error", (error) => stream.destroy(error));
  let decoder: StringDecoder | undefined;
  let first = true;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      reading.bytes = source.bytesRead;
      decoder ??= new StringDecoder(encodingOf(chunk));
      const text = decoder.write(chunk);
      yield first ? text.replace(/^\ufeff/, "") : text;
      first &&= text === "";
    }
    yield decoder?.end() ?? "";
  } finally {
    source.destroy();
  }
}

/** Older versions of PowerShell write what a command prints as UTF-16, with a byte order mark. */
function encodingOf([first, second]: Uint8Array): "utf8" | "utf16le" {
  return first === 0xff && second === 0xfe ? "utf16le" : "utf8";
}

function parses(line: string): boolean {
  try {
    return isObject(JSON.parse(line));
  } catch {
    return false;
  }
}

function inside(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  if (isObject(document) && Array.isArray(document["Records"])) return document["Records"];
  if (isObject(document) && Array.isArray(document["Events"])) return document["Events"].map(fromLookup);
  return [document];
}

/** LookupEvents gives each record as a text. */
function fromLookup(event: unknown): unknown {
  const text = isObject(event) ? event["CloudTrailEvent"] : undefined;
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
