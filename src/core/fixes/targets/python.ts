import type { TargetForm } from "../targetForm.ts";
export const pythonForm: TargetForm = { id: "python", accepts: () => false, open: () => ({ reason: "" }) };
