/** The lazily loaded files of `dist/`: each import becomes a `require` of its file when it is first called. */
export const loadSecrets = () => import("./bundles/secrets.ts");
export const loadFixes = () => import("./bundles/fixes.ts");
const loadIam = () => import("./bundles/iam.ts");
export const loadAws = () => import("./bundles/aws.ts");
export const loadMcp = () => import("./bundles/mcp.ts");

/** Every rule of every engine, ordered by id. */
export async function loadRules(): Promise<readonly { readonly ruleId: string; readonly title: string }[]> {
  const [{ catalogue }, { iamRules }] = await Promise.all([loadSecrets(), loadIam()]);
  return [...iamRules.map(({ id, title }) => ({ ruleId: id, title })), ...catalogue];
}

/** The IAM engine of the installation whose `dist` is `folder`. */
export async function loadIamEngine(folder: string) {
  return (await loadIam()).iamEngineIn(folder);
}

/** The IAM code with the catalogue of the installation. */
export async function loadIamTools(folder: string) {
  const iam = await loadIam();
  return { iam, catalogue: iam.iamEngineIn(folder).catalogue() };
}
