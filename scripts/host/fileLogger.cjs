"use strict";
/**
 * Stands in for the native module `@vscode/spdlog`, which no registry serves prebuilt. Without it the server writes no
 * log file, and every output channel of an extension stays empty. Same calls, plain appends, no rotation.
 */
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical", "off"];

class Logger {
  #file;
  #level = levels.indexOf("info");
  #formatted = false;

  constructor(_type, _name, file) {
    this.#file = file;
  }

  trace(message) {
    this.#write("trace", message);
  }
  debug(message) {
    this.#write("debug", message);
  }
  info(message) {
    this.#write("info", message);
  }
  warn(message) {
    this.#write("warning", message);
  }
  error(message) {
    this.#write("error", message);
  }
  critical(message) {
    this.#write("critical", message);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {
    this.#formatted = true;
  }
  clearFormatters() {
    this.#formatted = false;
  }
  flush() {}
  drop() {}

  #write(level, message) {
    if (levels.indexOf(level) < this.#level) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    try {
      appendFileSync(this.#file, this.#formatted ? `${time} [${level}] ${message}\n` : message);
    } catch {
      // The data folder is being removed: the server is on its way out.
    }
  }
}

async function createRotatingLogger(name, file) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger("rotating", name, file);
}

// One assignment per name: the server imports this as an ES module, which finds names only in this form.
exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createRotatingLogger;
exports.createAsyncRotatingLogger = createRotatingLogger;
