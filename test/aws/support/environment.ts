import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** AWS settings of this process for one suite: nothing of the machine's own is left. */
export interface IsolatedAws {
  /** The home folder, empty at first. */
  readonly home: string;
  /** Writes `~/.aws/config`. */
  config(text: string): Promise<void>;
  credentials(text: string): Promise<void>;
  /** Writes the cached SSO token of a session or start URL, in the place where the AWS CLI has it. */
  ssoToken(id: string, token: object): Promise<void>;
  restore(): Promise<void>;
}

/** Takes away every AWS variable and the home folder, and sets the given variables. */
export async function isolateAws(variables: Readonly<Record<string, string>> = {}): Promise<IsolatedAws> {
  const home = await mkdtemp(join(tmpdir(), "picket-aws-"));
  const saved = new Map(
    [...Object.keys(process.env).filter(isOurs), ...Object.keys(variables), "HOME"].map((name) => [
      name,
      process.env[name],
    ]),
  );
  for (const name of saved.keys()) delete process.env[name];
  Object.assign(process.env, { HOME: home, AWS_EC2_METADATA_DISABLED: "true" }, variables);
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), text);
  };
  return {
    home,
    config: (text) => write(".aws/config", text),
    credentials: (text) => write(".aws/credentials", text),
    async ssoToken(id, token) {
      const name = createHash("sha1").update(id).digest("hex");
      await write(`.aws/sso/cache/${name}.json`, JSON.stringify(token));
    },
    async restore() {
      for (const name of Object.keys(process.env).filter(isOurs)) delete process.env[name];
      for (const [name, value] of saved) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await rm(home, { recursive: true, force: true });
    },
  };
}

function isOurs(name: string): boolean {
  return name.startsWith("AWS_") || /^(https?|no|all)_proxy$/i.test(name);
}

/** Keys that the stub takes. */
export const stubKeys = { AWS_ACCESS_KEY_ID: "picket-test", AWS_SECRET_ACCESS_KEY: "picket-test" };
