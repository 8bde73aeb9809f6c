import { mapping, type AccountCheck } from "../check.ts";
import { fail, judge, pass } from "../judgement.ts";

/** PA-007. */
export const configRecorder: AccountCheck = {
  id: "PA-007",
  title: "AWS Config records and judges",
  area: "AWS account",
  severity: "medium",
  mapping: mapping("7.5, 12.2", { nist: "CM-8, CM-3", cis: "1.1" }),
  remedy: "Start a configuration recorder of all resource types and add rules.",
  judge: ({ config }) =>
    judge(config, ({ isRecording, recordsAll, rules }) => {
      const evidence = [
        isRecording ? "recording" : "not recording",
        recordsAll ? "all types" : "some types",
        `${rules.length} rules`,
      ];
      if (!isRecording) return fail("AWS Config does not record", { evidence });
      if (rules.length === 0) return fail("AWS Config has no rule", { evidence });
      return recordsAll
        ? pass("AWS Config records all resource types and has rules", { evidence })
        : fail("AWS Config records only some resource types", { evidence, severity: "low" });
    }),
};
