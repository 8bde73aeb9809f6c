/**
 * Memory of the command line over 100,000 files: `node test/perf/benchMemory.ts [files]`. The files are small and made at
 * run time; what is looked at is whether memory grows with their number.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Resident memory of the process with its threads, in bytes, when so many files were scanned. */
interface Sample {
  readonly files: number;
  readonly bytes: number;
}

/** How memory went, and how long the run took, in ms. */
export interface MemoryReport {
  readonly program: string;
  readonly files: number;
  readonly clock: number;
  /** At a tenth, a half and the whole of the files. */
  readonly samples: readonly Sample[];
  /** The highest of the whole run. */
  readonly peak: number;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const filesPerFolder = 250;

/** @throws when the command line fails */
export async function measureMemory(files = 100_000): Promise<MemoryReport> {
  const built = join(root, "dist", "cli.js");
  const program = existsSync(built) ? built : join(root, "src", "cli", "main.ts");
  const folder = mkdtempSync(join(tmpdir(), "picket-memory-"));
  try {
    for (let index = 0; index < files; index++) writeSmallFile(folder, index);
    const started = performance.now();
    const watched = await watch([program, "scan", join(folder, "tree"), "--format", "json"], folder);
    const clock = performance.now() - started;
    const at = (count: number): Sample => {
      const next = watched.samples.find((sample) => sample.files >= count) ?? watched.samples.at(-1);
      return { files: count, bytes: next?.bytes ?? 0 };
    };
    return { program, files, clock, samples: [files / 10, files / 2, files].map(at), peak: watched.peak };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Looks like a module of a program: every engine has something to look at, and nothing to report. */
function writeSmallFile(folder: string, index: number): void {
  const below = join(folder, "tree", String(Math.floor(index / filesPerFolder)));
  if (index % filesPerFolder === 0) mkdirSync(below, { recursive: true });
  const text = `import { load } from "./load${index}.js";
// Reads the password of service ${index} from the environment.
const password = process.env.SERVICE_${index}_PASSWORD;
export const policy = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket-${index}/*" };
export default load(password, { retries: ${index % 7}, timeout: ${index % 900} });
`;
  writeFileSync(join(below, `module${index}.js`), text);
}

interface Watched {
  readonly samples: readonly Sample[];
  readonly peak: number;
}

/**
 * Runs the program with its standard error taken for a terminal: the line of its progress says how many files are done, and
 * each time it is drawn the process is asked for its memory.
 */
async function watch(args: readonly string[], folder: string): Promise<Watched> {
  const usage = join(folder, "usage");
  const sampler = `import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) {
  const samples = [];
  const sample = (files) => samples.push({ files, bytes: process.memoryUsage.rss() });
  process.stderr.isTTY = true;
  process.stderr.write = (text) => {
    const files = /(\\d+) files scanned/.exec(text)?.[1];
    if (files) sample(Number(files));
    return true;
  };
  process.on("exit", () => {
    sample(Infinity);
    const peak = process.resourceUsage().maxRSS * 1024;
    writeFileSync(${JSON.stringify(usage)}, JSON.stringify({ samples, peak }));
  });
}`;
  const preload = `data:text/javascript,${encodeURIComponent(sampler)}`;
  const status = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", preload, ...args], { stdio: "ignore" });
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (status !== 0) throw new Error(`the scan ended with status ${String(status)}`);
  const { samples, peak } = JSON.parse(readFileSync(usage, "utf8")) as {
    samples: readonly { readonly files: number | null; readonly bytes: number }[];
    peak: number;
  };
  // JSON has no infinity: the last sample is the one at the end.
  return { samples: samples.map(({ files, bytes }) => ({ files: files ?? Infinity, bytes })), peak };
}

/** The report as lines of text. */
export function summarizeMemory({ program, files, clock, samples, peak }: MemoryReport): string {
  const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(0)} MB`;
  const steps = samples.map((sample) => `${megabytes(sample.bytes)} at ${sample.files}`).join(", ");
  const rate = Math.round(files / (clock / 1000));
  return `${program}: ${steps}; peak ${megabytes(peak)}; ${rate} files a second`;
}

if (import.meta.main) {
  process.stdout.write(`${summarizeMemory(await measureMemory(Number(process.argv[2] ?? 100_000)))}\n`);
}
