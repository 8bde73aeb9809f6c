import type { CommandHelp } from "../commandHelp.ts";
import { keySpecs, postureSpecs, verifySpecs } from "./postureOptions.ts";

/** Help of `picket posture` and its commands. */
export const postureCommands: Readonly<Record<string, CommandHelp>> = {
  posture: {
    usage: "picket posture [options]",
    about: "Checks this workstation, and with --aws an account, against what the organisation expects.",
    specs: postureSpecs,
    notes: `Each check is PASS, FAIL, UNKNOWN (it could not be told, and is no pass) or NOT_APPLICABLE. Nothing of the
network is used without --network or --aws. What is expected stands in posture.json of the organisation's folder
(C:\\ProgramData\\Picket, /Library/Application Support/Picket, /etc/picket), never in a workspace.
picket posture verify FILE checks a report; picket posture key FILE makes a key to sign with.

Exit status: 0 every check passes or does not apply, 1 one fails or is unknown, 2 error.`,
  },
  "posture verify": {
    usage: "picket posture verify FILE… [options]",
    about: "Tells whether reports or their chain were changed, cut, reordered or signed by somebody else.",
    specs: verifySpecs,
    notes: `FILE is a report (JSON, or HTML and CSV beside their chain) or posture-chain.jsonl.

Exit status: 0 nothing was changed, 1 something was, or it is not signed, 2 error.`,
  },
  "posture key": {
    usage: "picket posture key FILE",
    about: "Makes an Ed25519 key for --key in a new file, and prints the public key.",
    specs: keySpecs,
    notes: `Put the public key into reportKey of the posture configuration. Whoever holds the file can sign reports.

Exit status: 0 written, 2 error.`,
  },
};
