import { riskSeverities, type Risk, type Verdict } from "./risk.ts";

/**
 * A risk with one more verdict. Never quieter; the same verdict again changes nothing. A louder verdict gives category,
 * technique and the first reason, any other one a last reason.
 */
export function raised(risk: Risk, verdict: Verdict): Risk {
  const { severity, category, technique, reason } = verdict;
  const isLouder = riskSeverities.indexOf(severity) < riskSeverities.indexOf(risk.severity);
  const isKnown = risk.reasons.includes(reason);
  if (!isLouder) return isKnown ? risk : { ...risk, reasons: [...risk.reasons, reason] };
  return {
    severity,
    category,
    ...(technique !== undefined && { technique }),
    reasons: [reason, ...risk.reasons.filter((other) => other !== reason)],
  };
}
