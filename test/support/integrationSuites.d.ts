/** Made by the bundler: every test file below `test/integration`, by path below that folder, loaded on call. */
declare module "integration-suites" {
  export const suites: Readonly<Record<string, () => Promise<unknown>>>;
}
