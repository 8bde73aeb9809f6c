/**
 * `node scripts/demo/activity/write.ts FOLDER [--events N] [--seed S] [--now T] [--replay [--speed X]]`: writes the day of
 * an agent as the files of a trail, for the demo and for benchmarks. With `--replay` the last minutes come as they happen,
 * until the day is over or Ctrl+C.
 */
import { parseArgs } from "node:util";
import { replayDay, writeDay } from "./replay.ts";

const usage =
  "node scripts/demo/activity/write.ts FOLDER [--events N] [--seed S] [--now ISO-TIME] [--replay [--speed X]]\n";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    events: { type: "string", default: "2500" },
    seed: { type: "string", default: "7" },
    now: { type: "string" },
    replay: { type: "boolean", default: false },
    speed: { type: "string", default: "1" },
  },
});
const [folder] = positionals;
const numbers = {
  events: Number(values.events),
  seed: Number(values.seed),
  now: values.now === undefined ? Date.now() : Date.parse(values.now),
};
const speed = Number(values.speed);
if (folder === undefined || Number.isNaN(numbers.events + numbers.seed + numbers.now) || !(speed > 0)) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else if (values.replay) {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  const onHistory = () => process.stdout.write(`${folder}: history written, the rest follows\n`);
  await replayDay(folder, { ...numbers, speed, signal: controller.signal, onHistory });
} else {
  const { files, records } = await writeDay(folder, numbers);
  process.stdout.write(`${folder}: ${files} files, ${records} records\n`);
}
