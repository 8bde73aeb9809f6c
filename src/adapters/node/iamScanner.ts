import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createCatalogue, type Catalogue, type CatalogueSource } from "../../core/iam/catalogue/catalogue.ts";
import type { IamContext, IamResult } from "../../core/iam/engine.ts";
import { hideValues } from "../../core/iam/hideValues.ts";
import { mayHoldPolicy } from "../../core/iam/mayHoldPolicy.ts";
import { nothingFound } from "../../core/iam/nothingFound.ts";
import type { GrammarSource } from "../../core/ports.ts";
import { fileGrammars, packageGrammars } from "./grammars.ts";
import { packageCatalogue } from "./iamData.ts";
import { packedCatalogue } from "./packedCatalogue.ts";

/** What the IAM engine reads beside a text: AWS's services, and the grammars of programming languages. */
export interface IamParts {
  readonly catalogue: CatalogueSource;
  readonly grammars: GrammarSource;
}

/** The engine with its parts. Resolves to an empty result, without loading anything, for a text without a policy. */
export type IamScan = (
  text: string,
  context: Pick<IamContext, "path" | "languageId" | "policyType" | "severities" | "signal">,
) => Promise<IamResult>;

/**
 * The parts beside a program.
 * @param folder `dist` of an installation; a folder without a packed catalogue is inside the source tree below `root`
 */
export function iamPartsIn(folder: string, root: string): IamParts {
  if (existsSync(join(folder, "iam", "index.json"))) {
    return {
      catalogue: packedCatalogue(join(folder, "iam")),
      grammars: fileGrammars(join(folder, "grammars")),
    };
  }
  return { catalogue: packageCatalogue(root), grammars: packageGrammars(root) };
}

/** The parts for a script: beside it when it is a bundle, else those of the packages, three folders up. */
export function iamPartsBeside(script: string): IamParts {
  const folder = dirname(script);
  return iamPartsIn(folder, join(folder, "..", "..", ".."));
}

/** The engine of one program, with what its other functions need. */
export interface IamEngine {
  readonly scan: IamScan;
  readonly hideValues: typeof hideValues;
  /** AWS's services; read on the first call. @throws CatalogueError when the installation is incomplete */
  catalogue(): Catalogue;
  grammars(): GrammarSource;
}

const engines = new Map<string, IamEngine>();

/** The engine of an installation whose `dist` is `folder`: one for the whole program. */
export function iamEngineIn(folder: string): IamEngine {
  const known = engines.get(folder) ?? createIamEngine(() => iamPartsIn(folder, folder));
  engines.set(folder, known);
  return known;
}

/** @param parts found when the first text with a policy comes */
export function createIamEngine(parts: () => IamParts): IamEngine {
  let loaded: { readonly catalogue: Catalogue; readonly grammars: GrammarSource } | undefined;
  const load = (): NonNullable<typeof loaded> => {
    const { catalogue, grammars } = parts();
    return (loaded ??= { catalogue: createCatalogue(catalogue), grammars });
  };
  return {
    async scan(text, context) {
      if (!mayHoldPolicy(text)) return nothingFound;
      // Loaded when first needed: most texts hold no policy.
      const { scanIam } = await import("../../core/iam/engine.ts");
      return scanIam(text, { ...context, ...load() });
    },
    hideValues,
    catalogue: () => load().catalogue,
    grammars: () => load().grammars,
  };
}
