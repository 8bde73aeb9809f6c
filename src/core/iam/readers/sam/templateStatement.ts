/** A statement of a policy template. In texts, `${Name}` is the template's parameter or a pseudo parameter. */
export interface TemplateStatement {
  /** `service: Action Action; other: Action`. */
  readonly allow: string;
  readonly on: readonly string[];
  /** Operator, key, values. */
  readonly when?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}
