import type { Ecosystem } from "./installCommand.ts";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Names that are imitated because nearly everybody installs them. Names that differ by little from each other are all here. */
const popular: Partial<Record<Ecosystem, readonly string[]>> = {
  npm: words(`
    react react-dom next vue angular svelte preact express fastify koa lodash underscore axios node-fetch request got
    undici typescript webpack rollup esbuild vite parcel babel-core babel-loader eslint prettier jest mocha chai sinon
    vitest cypress playwright puppeteer jsdom moment dayjs date-fns luxon chalk colors commander yargs minimist inquirer
    debug dotenv cross-env rimraf mkdirp glob minimatch semver uuid nanoid async bluebird rxjs redux react-redux mobx
    zustand immer graphql apollo-server mongoose mongodb mysql mysql2 sequelize prisma typeorm knex redis ioredis
    socket.io socket.io-client passport jsonwebtoken bcrypt bcryptjs helmet cors body-parser cookie-parser multer morgan
    winston pino nodemon ts-node concurrently husky lint-staged tailwindcss postcss autoprefixer sass bootstrap jquery
    three d3 electron aws-sdk firebase stripe openai langchain zod yup joi ajv formik styled-components classnames
    prop-types react-router react-router-dom core-js tslib discord.js web3 ethers nodemailer handlebars ejs pug marked
    sharp canvas cheerio shelljs execa ora fs-extra chokidar serverless aws-cdk esbuild-register`),
  pypi: words(`
    requests urllib3 numpy pandas scipy matplotlib seaborn scikit-learn tensorflow torch torchvision keras jax
    transformers datasets tokenizers huggingface-hub openai anthropic langchain boto3 botocore awscli s3transfer
    aws-cdk-lib flask django fastapi starlette uvicorn gunicorn jinja2 werkzeug click typer rich tqdm pydantic
    sqlalchemy alembic psycopg2 psycopg2-binary pymysql pymongo redis celery kombu pytest tox nox coverage mypy black
    flake8 pylint ruff isort setuptools wheel pip twine virtualenv poetry pipenv cryptography pycryptodome pyjwt
    paramiko bcrypt certifi idna charset-normalizer chardet six python-dateutil pytz attrs colorama packaging pyyaml
    toml tomli markupsafe lxml beautifulsoup4 selenium scrapy playwright pillow opencv-python aiohttp httpx websockets
    protobuf grpcio google-auth azure-core simplejson jsonschema jellyfish networkx sympy nltk spacy streamlit gradio
    jupyter notebook ipython ansible docker kubernetes fabric psutil termcolor loguru python-dotenv`),
  crates: words(`
    serde serde_json tokio rand reqwest clap anyhow thiserror regex log tracing syn quote libc hyper axum chrono futures
    rayon itertools once_cell lazy_static bytes uuid base64 rust_decimal env_logger actix-web diesel sqlx rustls`),
  rubygems: words(
    "rails rake rspec nokogiri puma sinatra devise sidekiq bundler rubocop faraday httparty pg mysql2 redis",
  ),
};

/**
 * A very popular package whose name differs from this one by a slip of the finger, a swapped pair, a separator or a
 * usual affix; undefined when the name is itself popular or like none. A hint: plenty of honest packages look alike.
 */
export function popularNearMiss(name: string, ecosystem: Ecosystem): string | undefined {
  const known = popular[ecosystem] ?? [];
  const plain = name.toLowerCase();
  if (plain.length < 4 || plain.length > 60 || plain.startsWith("@") || known.includes(plain))
    return undefined;
  const bare = plain.replaceAll(/[-_.]/g, "");
  return known.find((one) => {
    if (one.length < 4) return false;
    if (one.replaceAll(/[-_.]/g, "") === bare) return true;
    // In a short name one letter is too little of a likeness, but for two that are swapped or doubled.
    if (one.length < 6) return isSwap(plain, one) || isDoubled(plain, one);
    return isOneEdit(plain, one) || isSwap(plain, one);
  });
}

function isOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const rest = a.length - b.length;
  const left = a.slice(start + (rest >= 0 ? 1 : 0));
  const right = b.slice(start + (rest <= 0 ? 1 : 0));
  // A digit more is another major version (`psycopg3`), not a slip.
  return left === right && !/\d/.test(`${a[start] ?? ""}${b[start] ?? ""}`);
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let at = 0;
  while (a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

function isDoubled(a: string, b: string): boolean {
  return a.length === b.length + 1 && a.replace(/(.)\1/, "$1") === b;
}
