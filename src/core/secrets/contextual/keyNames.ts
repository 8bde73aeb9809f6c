/** What a key's name promises. */
export type SecretKind = "password" | "token" | "secret" | "api-key";

/** What the name of a key, a flag, an element or a variable says about its value. */
export interface KeyName {
  readonly kind: SecretKind;
  /**
   * `strong`: the name says secret (`client_secret`, `dbPassword`). `weak`: it may mean something else
   * (`acmeKey`, `db_pass`), so that the value has to speak for itself. `bare`: one such word alone (`key`, `auth`).
   */
  readonly strength: "strong" | "weak" | "bare";
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** One word that says it all. Joined words (`apikey`) are listed as they are written. */
const strongWords: ReadonlyMap<string, SecretKind> = new Map(
  Object.entries({
    password: "password",
    passwords: "password",
    passwd: "password",
    passwrd: "password",
    passphrase: "password",
    passcode: "password",
    pwd: "password",
    secret: "secret",
    secrets: "secret",
    secrete: "secret",
    token: "token",
    jwt: "token",
    bearer: "token",
    pat: "token",
    credential: "secret",
    credentials: "secret",
    apikey: "api-key",
    appkey: "api-key",
    authkey: "api-key",
    accesskey: "api-key",
    secretkey: "secret",
    privatekey: "secret",
    apisecret: "secret",
    apitoken: "token",
    authtoken: "token",
    accesstoken: "token",
    clientsecret: "secret",
    appsecret: "secret",
    masterkey: "secret",
  }),
);

const weakWords: ReadonlyMap<string, SecretKind> = new Map(
  Object.entries({
    pass: "password",
    pw: "password",
    psw: "password",
    passw: "password",
    pswd: "password",
    key: "api-key",
    keys: "api-key",
    auth: "token",
    authentication: "token",
    authorization: "token",
    creds: "secret",
    cred: "secret",
    tokens: "token",
    salt: "secret",
    pepper: "secret",
    seed: "secret",
    webhook: "token",
    sig: "token",
    license: "api-key",
    login: "token",
    session: "token",
    sid: "token",
    cookie: "token",
    otp: "token",
    mnemonic: "secret",
    private: "secret",
    access: "token",
    srt: "secret",
  }),
);

/** Words before `key` that make it a secret one. */
const secretKeyWords = words(
  "api app access secret private encryption encrypt crypto crypt signing sign master admin auth authentication account server " +
    "service services client consumer storage shared subscription license licence activation webhook hmac aes des rsa jwt cipher live " +
    "production prod sandbox partner merchant deploy integration session cookie rest sdk developer dev write read ingest ingestion " +
    "ingress hub security webhooks bot oauth user project team org organization workspace tenant site security signature stream " +
    "instrumentation registration personal host function master decryption vault",
);

/** Words after the secret word that change nothing: `password2`, `tokenValue`, `SECRET_KEY_BASE`. */
const transparentTail = words(
  "value val values str string text txt plain plaintext clear raw default prod production dev development staging stage live test " +
    "testing sandbox local main master primary secondary backup old new current base env var variable a b c x one " +
    "two v here s hex pem data const",
);

/** Words after the secret word that make the value something about the secret, not the secret. */
const aboutTail = words(
  "id ids name names file files filename path paths dir directory folder url urls uri uris link endpoint host port type types kind " +
    "length len size count counts limit limits max min minimum maximum num number index idx offset position pos start end expiry " +
    "expires expire expired expiration expiresin exp ttl age lifetime timeout duration interval hash hashed hashes digest checksum " +
    "fingerprint thumbprint sum sha salt field fields label labels placeholder hint hints prompt error errors err " +
    "message messages msg regex regexp pattern format header headers prefix suffix param params parameter arn ref refs reference " +
    "class classes icon icons button btn input inputs form forms policy policies strength reset resets recovery provider providers " +
    "store storage manager service version enabled enable disabled disable required optional visible visibility hidden show toggle " +
    "column columns page pages route router action actions event events handler callback cb fn func function factory method list lists " +
    "map maps set sets array algorithm algorithms alg algo encoding mode modes state status date time timestamp at by user users " +
    "username owner scope scopes issuer audience aud help description desc title info docs doc comment comments note notes source " +
    "sources rotation rotator rule rules check checker validator validation valid invalid verify verified verifier generator " +
    "generation usage used uses up down press pressed code codes char chars byte bytes bits bit word words group groups level " +
    "levels category categories order sort ring rings vault vaults alias aliases pair pairs exists schema model table query binding " +
    "bindings mapping mappings lookup attr attribute attributes prop property properties option options config configs " +
    "configuration setting settings setup context request requests response result results agent client clients server servers " +
    "cache bucket buckets pool kty use spec specs template templates support supported change changed changes " +
    "needed missing not is has color colour width height style css image img svg xml html json yaml tests mock " +
    "loader parser reader writer stream streams buffer tokenizer ization izer ize flow grant holder helper utils util builder object " +
    "objects instance interface impl dto entity entities view component container dialog modal widget panel screen tab menu " +
    "item items row rows cell cells node nodes tree leaf frame frames rate rates cost price amount balance supply symbol " +
    "decimals contract address addresses market sale minting burn transfer swap economics board boards stroke strokes " +
    "derivation exchange agreement material usages ops management rotate deletion delete deleted remove " +
    "removed add added create created update updated changer revoked revocation introspection " +
    "metadata meta location region zone resolver resolve accessor getter setter hooks hook only permission permissions " +
    "role roles grantee purpose origin stdin fd",
);

/** Words before `token` or `key` that make it no secret. */
const harmlessBefore: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    key: words(
      "primary foreign public pub cache sort partition hash range row map object obj item index lookup hot shortcut keyboard i18n " +
        "translation locale message msg event dictionary dict state react unique composite surrogate natural search group query field " +
        "column table data json yaml config option setting property prop attribute attr metadata meta tag label filter order parent " +
        "child node tree route router render menu tab page view step form input feature flag context theme color style class icon " +
        "image asset file path dir folder storagelocal local sessionstorage localstorage arrow return enter escape space shift ctrl " +
        "alt home end up down left right press any last first next prev previous new old current min max sub super nested " +
        "candidate reference ref dedupe dedup idempotency deduplication bucket redis memo lock mutex queue topic routing binding entity " +
        "record document doc resource type kind name text string str int integer number num no numeric char symbol of by with the a an " +
        "is has no per each this that which same for in from on to bundle module ssh known magic musical minor major " +
        "low high answer switch switchable wrap wrapped kms issuer leaf root stub default dummy example sample placeholder " +
        "registry hkey piano house door car turn legend chart series axis x y z i j k n m id uuid guid hex issuerkey jwk jwks fips " +
        "verification verify check checksum deps dependency dependencies lang language country currency region zone time date day",
    ),
    token: words(
      "next page pagination continuation cont continue start end max min num number no total prompt completion input output reasoning " +
        "cached stop eos bos pad padding cls sep unk unknown mask special syntax lex lexer lexical parse parser operator keyword comment " +
        "string punctuation identifier whitespace eof newline literal word css design color theme semantic cancellation cancel " +
        "idempotency request dedup nft lp governance utility mint swap position concurrency change sync resume " +
        "resumption cursor marker type kind default first last prev previous current peek lookahead markdown html xml json math inline " +
        "block text char abort injection di provider opaque mediatype unexpected expected invalid missing illegal bad separator per " +
        "each this is has for of the a an list wait task state lock fencing lease epoch verification",
    ),
    secret: words("kubernetes k8s image pull imagepull top no is has docker tls external sealed the a an"),
    password: words(
      "forgot forgotten reset change confirm show hide toggle no is has enter invalid incorrect wrong missing the a an of",
    ),
  }),
);

/** Words before `pass` that make it a password rather than a step, a run or a verb. */
const passwordBefore = words(
  "db database user admin auth smtp mail email ftp sftp ssh root mysql pg postgres postgresql redis mongo app login wifi http proxy sql my " +
    "basic api guest key store keystore truststore cert ca vpn ldap imap pop account system sudo sa master rabbit amqp mqtt broker " +
    "docker registry jenkins service svc web portal shop client server backup rpc wp joomla env default bind require user rpc wpa psk become sudoer owner dba sys",
);

/** Splits a name of any case style into lower-case words; digits end a word and are dropped. */
export function wordsOfName(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}

const joinedEnd =
  /(?:password|passwd|passphrase|clientsecret|appsecret|apisecret|secretkey|privatekey|accesskey|apikey|appkey|authkey|authtoken|accesstoken|apitoken|refreshtoken|usertoken|bottoken|secret|token)$/;

/** `storepass`, `bindpw`: a short word for a password behind one that makes it one. */
function isJoinedPassword(word: string): boolean {
  const before = /^(.{2,12}?)(?:pass|pwd|pw)$/.exec(word)?.[1];
  return before !== undefined && passwordBefore.has(before);
}

/** `dbpassword`, `mytoken`: a strong word at the end of letters that run together. */
function joinedKind(word: string): SecretKind | undefined {
  if (isJoinedPassword(word)) return "password";
  const end = joinedEnd.exec(word)?.[0];
  if (end === undefined) return undefined;
  return strongWords.get(end) ?? (end.endsWith("token") ? "token" : "secret");
}

function kindOfWord(list: readonly string[], at: number): KeyName | undefined {
  const word = list[at]!;
  const before = list[at - 1];
  const stem = /^(?:key|secret|token)s$/.test(word) ? word.slice(0, -1) : word;
  if (list[at - 1] === "public" || list[at - 2] === "public") return undefined;
  const harmless =
    harmlessBefore.get(stem) ??
    (strongWords.get(word) === "password" ? harmlessBefore.get("password") : undefined);
  if (before !== undefined && harmless?.has(before)) return undefined;
  if (stem === "key" && before !== undefined) {
    const kind =
      before === "api" || before === "app"
        ? "api-key"
        : before === "secret" || before === "private"
          ? "secret"
          : "api-key";
    return { kind, strength: secretKeyWords.has(before) ? "strong" : "weak" };
  }
  const strong = strongWords.get(word) ?? joinedKind(word);
  if (strong !== undefined) return { kind: strong, strength: "strong" };
  const weak = weakWords.get(word);
  if (weak === "password" && before !== undefined && passwordBefore.has(before)) {
    return { kind: weak, strength: "strong" };
  }
  return weak === undefined ? undefined : { kind: weak, strength: before === undefined ? "bare" : "weak" };
}

function classifyFresh(name: string): KeyName | undefined {
  const list = wordsOfName(name);
  let unknownTail = 0;
  for (let at = list.length - 1; at >= 0; at--) {
    const word = list[at]!;
    const known = kindOfWord(list, at);
    if (known !== undefined) {
      if (unknownTail === 0) return known;
      return known.strength === "strong" ? { ...known, strength: "weak" } : undefined;
    }
    if (strongWords.has(word) || word === "key" || word === "keys") return undefined;
    if (aboutTail.has(word)) return undefined;
    if (!transparentTail.has(word) && ++unknownTail > 2) return undefined;
  }
  return undefined;
}

/** Whether one of a name's words says that the value is about something (`url`, `id`, `region`). */
export function isAbout(list: readonly string[]): boolean {
  return list.some((word) => aboutTail.has(word));
}

const cache = new Map<string, KeyName | undefined>();
const cacheLimit = 4096;

/** What a key's name promises, or undefined when it promises nothing. Names over 100 code units promise nothing. */
export function classifyKey(name: string): KeyName | undefined {
  if (name.length > 100) return undefined;
  if (cache.has(name)) return cache.get(name);
  if (cache.size >= cacheLimit) cache.clear();
  const known = classifyFresh(name);
  // A copy: engines keep the whole text alive for as long as a part of it is kept.
  cache.set([...name].join(""), known);
  return known;
}
