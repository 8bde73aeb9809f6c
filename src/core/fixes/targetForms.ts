import type { FileFacts, TargetForm } from "./targetForm.ts";
import { javascriptForm } from "./targets/javascript.ts";
import { javaForm } from "./targets/java.ts";
import { cloudFormationForm } from "./targets/cloudFormation.ts";
import { csharpForm } from "./targets/csharp.ts";
import { kotlinForm } from "./targets/kotlin.ts";
import { dotenvForm } from "./targets/dotenv.ts";
import { jsonForm } from "./targets/json.ts";
import { kubernetesForm } from "./targets/kubernetes.ts";
import { goForm } from "./targets/go.ts";
import { githubActionsForm } from "./targets/githubActions.ts";
import { ecsTaskForm } from "./targets/ecsTask.ts";
import { springPropertiesForm, springYamlForm } from "./targets/spring.ts";
import { settingsForm } from "./targets/settings.ts";
import { makefileForm } from "./targets/makefile.ts";
import { markdownForm } from "./targets/markdown.ts";
import { mcpJsonForm } from "./targets/mcpJson.ts";
import { phpForm } from "./targets/php.ts";
import { pythonForm } from "./targets/python.ts";
import { rubyForm } from "./targets/ruby.ts";
import { rustForm } from "./targets/rust.ts";
import { shellForm } from "./targets/shell.ts";
import { terraformForm } from "./targets/terraform.ts";
import { yamlForm } from "./targets/yaml.ts";

/** Asked in this order; the first that accepts a file fixes it. */
const targetForms: readonly TargetForm[] = [
  javascriptForm,
  javaForm,
  csharpForm,
  kotlinForm,
  pythonForm,
  goForm,
  phpForm,
  rubyForm,
  rustForm,
  terraformForm,
  dotenvForm,
  shellForm,
  mcpJsonForm,
  cloudFormationForm,
  ecsTaskForm,
  jsonForm,
  githubActionsForm,
  springPropertiesForm,
  springYamlForm,
  kubernetesForm,
  yamlForm,
  settingsForm,
  makefileForm,
  markdownForm,
];

/** The form of that file, if there is one. */
export function formFor(file: FileFacts): TargetForm | undefined {
  const accepting = (asked: FileFacts): TargetForm | undefined =>
    targetForms.find((form) => form.accepts(asked));
  const { languageId, ...named } = file;
  // An editor without the extension of a language, such as Kotlin's or Terraform's, takes its files for plain text.
  return (languageId === "plaintext" ? accepting(named) : undefined) ?? accepting(file);
}
