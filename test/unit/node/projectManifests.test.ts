import assert from "node:assert/strict";
import { join } from "node:path";
import { readProjectFacts } from "../../../src/adapters/node/projectFacts.ts";
import { tempFolder, type TempFolder } from "../cli/cliProcess.ts";

suite("dependencies of compiled and server languages", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({
      ".git/HEAD": "ref: refs/heads/main\n",
      "package.json": '{"dependencies":{"a":"1"}}',
    });
  });
  teardown(() => folder.remove());
  const dependencies = (file: string) => readProjectFacts(join(folder.path, file)).dependencies;

  test("takes nothing from manifests of other languages", () => {
    for (const name of ["A.java", "a.kt", "a.cs", "a.go", "a.rb", "a.php", "a.rs"])
      assert.equal(dependencies(name), undefined, name);
    assert.deepEqual(dependencies("a.ts"), ["a"]);
  });

  test("reads Maven projects and their parents, without managed versions, plugins and exclusions", () => {
    folder.write(
      "pom.xml",
      "<project><dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>managed</artifactId>" +
        "</dependency></dependencies></dependencyManagement><dependencies><!-- <dependency><artifactId>old</artifactId>" +
        "</dependency> --><dependency>\n  <groupId>org.slf4j</groupId>\n  <artifactId> slf4j-api </artifactId>\n" +
        "</dependency></dependencies></project>",
    );
    folder.write(
      "service/pom.xml",
      "<project><dependencies><dependency><exclusions><exclusion><groupId>x</groupId><artifactId>y</artifactId>" +
        "</exclusion></exclusions><groupId>software.amazon.awssdk</groupId><artifactId>ssm</artifactId></dependency>" +
        "</dependencies><build><plugins><plugin><dependencies><dependency><groupId>p</groupId><artifactId>q</artifactId>" +
        "</dependency></dependencies></plugin></plugins></build></project>",
    );
    assert.deepEqual(dependencies("service/src/A.java"), [
      "software.amazon.awssdk:ssm",
      "org.slf4j:slf4j-api",
    ]);
    assert.deepEqual(dependencies("other/A.kt"), ["org.slf4j:slf4j-api"]);
  });

  test("reads Gradle in both languages and a version catalogue", () => {
    folder.write(
      "build.gradle",
      "dependencies {\n  api 'g:one:1.0'\n  testImplementation group: 'g', name: 'two', version: '1'\n}\n",
    );
    folder.write(
      "app/build.gradle.kts",
      'dependencies {\n  implementation("g:three")\n  implementation(libs.four)\n}\n',
    );
    folder.write(
      "gradle/libs.versions.toml",
      '[versions]\nx = "1:2"\n[libraries]\nfour = { module = "g:four", version.ref = "x" }\nfive = "g:five:1"\n' +
        'six = { group = "g", name = "six" }\n[plugins]\np = "g:p:1"\n',
    );
    const names = ["g:three", "g:one", "g:two", "g:four", "g:five", "g:six"];
    assert.deepEqual(dependencies("app/A.kt"), names);
  });

  test("reads projects of .NET", () => {
    folder.write(
      "App.csproj",
      '<Project><PackageReference Include="AWSSDK.SecretsManager" Version="4.0.0" /></Project>',
    );
    folder.write("old/packages.config", '<packages><package id="Newtonsoft.Json" version="1" /></packages>');
    assert.deepEqual(dependencies("src/A.cs"), ["AWSSDK.SecretsManager"]);
    assert.deepEqual(dependencies("old/A.cs"), ["Newtonsoft.Json"]);
  });

  test("reads modules of Go", () => {
    folder.write(
      "go.mod",
      "module example.com/app\n\ngo 1.22\n\nrequire github.com/a/b v1.0.0\nrequire (\n\tgithub.com/aws/aws-sdk-go-v2/service/ssm v1.2.3\n" +
        "\tgolang.org/x/net v0.1.0 // indirect\n)\nreplace github.com/a/b => ../b\n",
    );
    const names = ["github.com/a/b", "github.com/aws/aws-sdk-go-v2/service/ssm", "golang.org/x/net"];
    assert.deepEqual(dependencies("cmd/main.go"), names);
  });

  test("reads Ruby's and PHP's lists", () => {
    folder.write(
      "Gemfile",
      "source 'https://rubygems.org'\n# gem 'old'\ngem 'aws-sdk-ssm', '~> 1'\n  gem(\"rails\")\n",
    );
    folder.write(
      "a.gemspec",
      "Gem::Specification.new do |spec|\n  spec.add_runtime_dependency 'json'\nend\n",
    );
    folder.write(
      "composer.json",
      '{"require":{"aws/aws-sdk-php":"^3"},"require-dev":{"phpunit/phpunit":"*"}}',
    );
    assert.deepEqual(dependencies("lib/a.rb"), ["aws-sdk-ssm", "rails", "json"]);
    assert.deepEqual(dependencies("src/a.php"), ["aws/aws-sdk-php", "phpunit/phpunit"]);
    folder.write("composer.json", "{ not json");
    assert.equal(dependencies("src/a.php"), undefined);
  });

  test("reads every table of Cargo's", () => {
    folder.write(
      "Cargo.toml",
      '[package]\nname = "app"\n[dependencies]\nserde_json = "1"\naws-config.workspace = true\n\n[dependencies.tokio]\nfeatures = []\n' +
        '[target.\'cfg(unix)\'.dependencies]\nlibc = "0"\n[workspace.dependencies]\nunused = "1"\n[features]\ndefault = []\n',
    );
    assert.deepEqual(dependencies("src/main.rs"), ["serde_json", "aws-config", "tokio", "libc"]);
  });
});
