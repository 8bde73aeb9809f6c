/** An engine of the scan: what it judges. */
export type EngineName = "secrets" | "iam" | "mcp" | "kiro";
