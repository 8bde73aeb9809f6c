/** The lazily loaded files of `dist/`: each import becomes a `require` of its file when it is first called. */
const loadSecrets = () => import("./bundles/secrets.ts");
const loadFixes = () => import("./bundles/fixes.ts");
const loadIamCode = () => import("./bundles/iam.ts");
const loadAws = () => import("./bundles/aws.ts");
const loadMcp = () => import("./bundles/mcp.ts");
const loadKiro = () => import("./bundles/kiro.ts");
const loadActivity = () => import("./bundles/activity.ts");
const loadHooks = () => import("./bundles/hooks.ts");
const loadActivityPanel = () => import("./bundles/activityPanel.ts");
const loadPolicyWizards = () => import("./bundles/policyWizards.ts");
const loadPosture = () => import("./bundles/posture.ts");
const loadPosturePanel = () => import("./bundles/posturePanel.ts");
const loadTools = () => import("./bundles/languageModelTools.ts");

/** Every rule of every engine, ordered by id. */
async function loadRules(): Promise<readonly { readonly ruleId: string; readonly title: string }[]> {
  const [{ catalogue }, { iamRules }, { mcpRules }, { kiroRules }] = await Promise.all([
    loadSecrets(),
    loadIamCode(),
    loadMcp(),
    loadKiro(),
  ]);
  const others = [...iamRules, ...mcpRules, ...kiroRules].map(({ id, title }) => ({ ruleId: id, title }));
  return [...others, ...catalogue].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
}

/**
 * What loads the parts of an installation.
 * @param inDist gives the path of a file of its `dist`
 */
export function loadersIn(inDist: (name: string) => string) {
  const folder = inDist(".");
  return {
    loadSecrets,
    loadFixes,
    loadAws,
    loadMcp,
    loadKiro,
    loadActivity,
    loadActivityPanel,
    loadPolicyWizards,
    loadHooks,
    loadPosture,
    loadPosturePanel,
    loadTools,
    loadRules,
    /** The IAM engine. */
    loadIam: async () => (await loadIamCode()).iamEngineIn(folder),
    /** The IAM code with the catalogue of the installation. */
    loadIamTools: async () => {
      const iam = await loadIamCode();
      return { iam, catalogue: iam.iamEngineIn(folder).catalogue() };
    },
  };
}
