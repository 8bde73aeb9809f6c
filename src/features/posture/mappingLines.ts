import type { CheckInfo } from "../../core/posture/result.ts";

/** Where a check's requirement stands, by framework. The names of the frameworks are their own and not translated. */
export function mappingLines({ mapping }: Pick<CheckInfo, "mapping">): readonly string[] {
  const { masTrm, nist, cis, owasp } = mapping;
  const columns: readonly (readonly [string, readonly string[]])[] = [
    ["MAS TRM", masTrm],
    ["NIST SP 800-53", nist],
    ["CIS Controls", cis],
    ["OWASP MCP Top 10", owasp],
  ];
  return columns.flatMap(([name, numbers]) =>
    numbers.length === 0 ? [] : [`${name} ${numbers.join(", ")}`],
  );
}
