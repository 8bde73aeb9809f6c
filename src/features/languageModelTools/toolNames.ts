/** The tools that language models may call: `picket_<name>` in the manifest. None of them changes anything. */
export const toolNames = ["scan_text", "explain_finding", "check_mcp_server"] as const;

export type ToolName = (typeof toolNames)[number];
