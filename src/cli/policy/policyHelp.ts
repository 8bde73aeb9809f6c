import type { CommandHelp } from "../commandHelp.ts";
import { monitoringSpecs, starterSpecs } from "./policyOptions.ts";

/** Help of `picket policy` by its commands. */
export const policyCommands: Readonly<Record<string, CommandHelp>> = {
  "policy starter": {
    usage: "picket policy starter [options] > FILE",
    about: "Writes a role with least privilege for an AI agent: policy, boundary, trust policy.",
    specs: starterSpecs,
    notes: `The agent reads one bucket (or one object of it) and one secret, and deploys functions that carry its tag. What you
do not name is a parameter of the template, and a placeholder such as {{YOUR_ACCOUNT_ID}} with --part.

Exit status: 0 written, 1 AWS has something against it (--validate), 2 error.`,
  },
  "policy monitoring": {
    usage: "picket policy monitoring [options] > FILE",
    about: "Writes a stack that records what an agent's role does and raises alarms.",
    specs: monitoringSpecs,
    notes: `Trail over all Regions into a locked bucket, log group, metric filters with alarms (CIS section 4 and the agent's own),
topic, AWS Config with rules. CloudFormation takes more than 51,200 bytes from a bucket only:
aws cloudformation deploy --template-file FILE --stack-name picket --capabilities CAPABILITY_IAM --s3-bucket BUCKET

Exit status: 0 written, 2 error.`,
  },
};
