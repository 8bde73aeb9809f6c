#!/usr/bin/env node
import { writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { adviceFailed, cannotJudge } from "../../core/kiro/guard/answer.ts";
import { HookReadError, mostInput, runHookEvent } from "./runEvent.ts";

/** The launcher starts this: `hook.js EVENT`. It is small, and what it needs is loaded when it is needed. */
const name = process.argv[2] ?? "";

/** How long input may take to come, and the whole judgement, in ms: far less than Kiro waits. */
const inputMs = 10_000;
const judgeMs = 25_000;

/** A judgement of less takes no time worth watching, in bytes. */
const watchedInput = 65_536;

process.on("uncaughtException", () => end(failure("an internal error")));

/** Writes at once: an answer must be out before the process ends. */
function end({ exitCode, stdout, stderr }: ReturnType<typeof cannotJudge>): void {
  try {
    if (stdout !== "") writeSync(1, stdout);
    if (stderr !== "") writeSync(2, stderr);
  } finally {
    process.exit(exitCode);
  }
}

function failure(what: string): ReturnType<typeof cannotJudge> {
  return name.startsWith("pre") || name.startsWith("Pre") ? cannotJudge(what) : adviceFailed(what);
}

async function readInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => end(failure("its input did not come to an end")), inputMs);
  const input: AsyncIterable<Uint8Array> = process.stdin;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > mostInput) throw new HookReadError(`the hook's input is longer than ${mostInput} bytes`);
    chunks.push(bytes);
  }
  clearTimeout(timer);
  if (size > watchedInput) watch();
  return Buffer.concat(chunks);
}

/** A thread of its own ends the process when the judgement takes too long: a timer would wait for it. */
function watch(): void {
  const { stderr } = failure("it took too long");
  const program = `
    setTimeout(() => {
      require("node:fs").writeSync(2, ${JSON.stringify(stderr)});
      process.kill(process.pid, "SIGKILL");
    }, ${judgeMs});`;
  new Worker(program, { eval: true }).unref();
}

void runHookEvent(name, readInput, { cwd: process.cwd(), env: process.env }).then(end);
