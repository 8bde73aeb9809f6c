import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { measureAccuracy, summarizeAccuracy } from "./accuracy.ts";

const corporaDir = process.argv[2] ?? fileURLToPath(new URL("../../../shared/corpora", import.meta.url));
if (existsSync(corporaDir)) console.log(summarizeAccuracy(await measureAccuracy(corporaDir)));
else console.log("skipped: no corpora");
