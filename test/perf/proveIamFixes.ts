/**
 * The proof of the IAM fixes over the whole corpus: every fix that is offered is applied, read again and compared.
 * `node test/perf/proveIamFixes.ts [corpora folder] [every nth policy] [corpus]` prints how many there were of each kind,
 * and every one that does not keep its promise.
 */
import { fileURLToPath } from "node:url";
import type { IamFixId } from "../../src/core/iam/fixes/iamFix.ts";
import { judgePolicy } from "../support/iam.ts";
import { checkFix, fixesOf } from "../support/iamFixes.ts";
import { readRows } from "./accuracyIam.ts";

interface Row {
  readonly name?: string;
  readonly id?: string;
  readonly policy: string;
}

/** What the fixes of one kind did. */
export interface FixFigures {
  readonly id: IamFixId;
  readonly same: number;
  readonly less: number;
  readonly corrects: number;
  /** Those that answer findings; each of them left fewer. */
  readonly answering: number;
  readonly broken: readonly string[];
}

/** Applies every fix of every nth policy of a corpus. */
export async function proveFixes(corpora: string, corpus: string, step = 1): Promise<readonly FixFigures[]> {
  const table = new Map<
    IamFixId,
    { same: number; less: number; corrects: number; answering: number; broken: string[] }
  >();
  const rows = readRows<Row>(corpora, corpus).filter((_, index) => index % step === 0);
  for (const row of rows) {
    const text = JSON.stringify(JSON.parse(row.policy), undefined, 2);
    const judge = (version: string) => judgePolicy(version, { type: "identity" });
    const before = judge(text);
    for (const fix of fixesOf(text, before, { span: { start: 0, end: text.length } })) {
      const figures = table.get(fix.id) ?? { same: 0, less: 0, corrects: 0, answering: 0, broken: [] };
      table.set(fix.id, figures);
      figures[fix.effect]++;
      if (fix.ruleIds.length > 0) figures.answering++;
      try {
        await checkFix(text, before, fix, judge);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        figures.broken.push(`${row.name ?? row.id ?? ""}: ${message.slice(0, 300)}`);
      }
    }
  }
  return [...table].map(([id, figures]) => ({ id, ...figures })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = fileURLToPath(new URL("../../../shared/corpora", import.meta.url)), step = "1", only] =
    process.argv.slice(2);
  for (const corpus of only === undefined ? ["iam-managed", "iam-history"] : [only]) {
    const figures = await proveFixes(folder, corpus, Number(step));
    console.log(`\n${corpus}`);
    console.table(figures.map(({ broken, ...rest }) => ({ ...rest, broken: broken.length })));
    for (const { id, broken } of figures) for (const line of broken.slice(0, 5)) console.log(`${id} ${line}`);
  }
}
