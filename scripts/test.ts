/**
 * Runs the tests: `node scripts/test.ts [TIER…]`, without a tier all of them in order. A failing tier does not stop the
 * next. The last line of output is `N passed, N failed, N skipped`; the exit status is 1 when something failed.
 */
import { runTier, sum, type Tally } from "./tiers/runTier.ts";
import { selectTiers, type Tier } from "./tiers/tiers.ts";

const started = Date.now();

async function main(): Promise<void> {
  const tallies: Tally[] = [];
  for (const tier of selectTiers(process.argv.slice(2))) tallies.push(await runAndPrint(tier));
  const total = sum(tallies);
  print(`\nall tiers: ${seconds(started)}`);
  for (const failure of total.failures) print(`failed: ${failure}`);
  for (const skip of total.skips) print(`skipped: ${skip}`);
  print(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

async function runAndPrint(tier: Tier): Promise<Tally> {
  const at = Date.now();
  print(`\n${tier.name}: ${tier.title}`);
  const tally = await runTier(tier);
  const failed = tally.failed > 0 ? `, FAILED ${tally.failed}` : "";
  const skipped = tally.skipped > 0 ? `, skipped ${tally.skipped}` : "";
  print(`${tier.name}: ok ${tally.passed}${failed}${skipped} in ${seconds(at)}`);
  return tally;
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
