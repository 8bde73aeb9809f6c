#!/usr/bin/env node
import { processIo } from "./processIo.ts";
import { runProgram } from "./program.ts";

// The status is set and the process left to end by itself, so that output on its way to a pipe is not cut.
const argv = process.argv.slice(2);
void runProgram(argv, processIo(argv)).then((status) => {
  process.exitCode = status;
});
