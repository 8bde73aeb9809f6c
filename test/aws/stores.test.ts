import { startMoto, findMoto } from "../../scripts/aws/moto.ts";
import { startStub } from "../../scripts/aws/stub/server.ts";
import { noteSkipped } from "../support/testReport.ts";
import { parameterStoreContract, secretsManagerContract } from "./kindContracts.ts";
import { type ContractTest, storeContract } from "./storeContract.ts";
import { type Bench, type ContractTarget, openBench } from "./support/target.ts";

const contracts = [
  ["secrets-manager", [...storeContract, ...secretsManagerContract]],
  ["parameter-store", [...storeContract, ...parameterStoreContract]],
] as const satisfies readonly (readonly [Bench["store"]["kind"], readonly ContractTest[]])[];

const region = "eu-west-1";

define({
  title: "the stub",
  real: false,
  async start() {
    const stub = await startStub();
    return { selection: { endpoint: stub.url, region }, stop: () => stub.stop() };
  },
});

const moto = findMoto();
if ("reason" in moto) skip("moto", moto.reason);
else {
  define({
    title: "moto",
    real: false,
    async start() {
      const server = await startMoto(moto.command);
      return { selection: { endpoint: server.url, region }, stop: () => server.stop() };
    },
  });
}

const profile = process.env["AWS_TEST_PROFILE"];
if (!profile) skip("a real account", "AWS_TEST_PROFILE is not set");
else {
  const own = process.env["AWS_TEST_REGION"];
  define({
    title: "a real account",
    real: true,
    start: async () => ({
      selection: { profile, ...(own ? { region: own } : {}) },
      stop: async () => {},
    }),
  });
}

function define(target: ContractTarget): void {
  for (const [kind, tests] of contracts) {
    suite(`${kind} in ${target.title}`, () => {
      let bench: Bench;
      suiteSetup(async () => {
        bench = await openBench(target, kind);
      });
      suiteTeardown(() => bench.stop());
      for (const { title, run } of tests) test(title, () => run(bench));
    });
  }
}

function skip(where: string, reason: string): void {
  for (const [kind, tests] of contracts) noteSkipped(`${kind} in ${where}`, reason, tests.length);
}
