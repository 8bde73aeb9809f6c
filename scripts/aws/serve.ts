/** `node scripts/aws/serve.ts [moto|stub] [port]`: an AWS endpoint on loopback until Ctrl+C. */
import { endpointEnvironment, startAwsEndpoint } from "./endpoint.ts";

const prefer = process.argv[2] === "stub" ? "stub" : "moto";
const endpoint = await startAwsEndpoint({ prefer, port: Number(process.argv[3] ?? 0) });
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void endpoint.stop().then(() => process.exit(0)));
}

if (endpoint.reason !== undefined) process.stdout.write(`No moto: ${endpoint.reason}.\n`);
process.stdout.write(`AWS endpoint (${endpoint.kind}): ${endpoint.url}\n`);
process.stdout.write(`Set picket.aws.endpoint to it, and start the editor with:\n`);
for (const [name, value] of Object.entries(endpointEnvironment))
  process.stdout.write(`  export ${name}=${value}\n`);
