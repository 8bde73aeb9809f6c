/**
 * Names of services whose keys developers hold, in lower case without separators. They are distinctive: none is an
 * everyday English word or a common name in code, so that one beside a generated value is evidence.
 */
const names =
  "ably abuseipdb activecampaign adafruit adobe adyen airbrake airtable aiven akamai alchemy algolia alibaba aliyun alienvault amadeus " +
  "amplitude anthropic apify apollo appcenter appdynamics appfollow artifactory asaas asana assemblyai atlassian auth0 authress " +
  "automizy avalara axiom ayrshare azure backblaze bamboohr bandwidth baremetrics beamer bitbucket bitfinex bitly bitrise " +
  "bittrex blazemeter blockcypher blockfrost blynk box braintree braze brevo browserstack buddy bugsnag buildkite bunnycdn " +
  "calendly campaignmonitor canva cerebras checkly chargebee chargify checkout circleci clarifai clearbit clerk clickhouse clickup " +
  "clicksend cloudant cloudconvert cloudflare cloudinary cloudmersive cloudsight cloudsmith clojars cockroachdb codacy codeclimate " +
  "codecov cohere coinapi coinbase coinlayer coinmarketcap confluent confluence consul contentful contentstack convertkit courier " +
  "coveralls crates crowdin cryptocompare currencylayer customerio databento databricks datadog datarobot datastax " +
  "deepgram deepl deepseek delighted detectify deviantart devcycle dialogflow diffbot digicert digitalocean discord disqus " +
  "dnsimple docker dockerhub docusign doppler dribbble droneci dropbox drift duffel dynatrace easypost edenai " +
  "elasticemail elastic elevenlabs endorlabs envoy eventbrite exoscale expo facebook fastly fastforex fauna figma filestack " +
  "finicity finnhub firebase firecrawl fireworks fixerio flickr flutterwave fly foursquare frameio freshbooks freshdesk freemius " +
  "friendli fullstory gcp gemini geocodio getresponse ghost giphy github gitea gitee gitguardian gitlab gitter gocardless godaddy " +
  "google googlemaps gopass grafana groq gumroad harness hashicorp helpscout hereapi heroku hetzner highnote honeybadger " +
  "honeycomb hubspot huggingface hunterio hypixel ibm imagekit infobip infracost infura infisical instagram intercom intra42 " +
  "invoiceocean ionos ipapi ipdata ipgeolocation ipinfo ipstack iterable jenkins jfrog jina jira jotform jumpcloud kaggle keenio " +
  "keygen kinde klarna klaviyo klingai knock kraken kucoin langchain langfuse langsmith lark larksuite launchdarkly lemonsqueezy " +
  "lichess line linear linkedin linode litellm lob logdna logrocket logtail logz looker loggly lokalise luno magento mailchimp " +
  "mailerlite mailersend mailgun mailjet mailmodo mailtrap mandrill mapbox mapquest marketstack mattermost maxmind mercury " +
  "messagebird meilisearch microsoft midtrans minimax mistral mixpanel mollie mongodb mongo mongoatlas moralis mux " +
  "nasdaq neon neptune netlify newrelic newsapi ngrok nightfall notion novu nowpayments npm nuget nvapi nvidia nylas nytimes octopus " +
  "odoo okta ollama onesignal onfido onelogin openai openrouter opensea openshift openweather openweathermap opsgenie oracle ovh " +
  "paddle pagerduty pandadoc particle partnerstack paymongo paypal paystack pendo perplexity persona pexels phrase pinata pinecone " +
  "pinterest pipedream pipedrive pivotaltracker pixabay plaid planetscale plivo podio polar polygon posthog postman postmark " +
  "prefect prismic privateai proxycurl pubnub pulumi pushbullet pusher pypi qdrant qualtrics quickbooks quickbase quicknode rabbitmq " +
  "rapidapi rapid7 razorpay readme recaptcha recurly reddit redis replicate resend retool rev ringcentral riot rollbar rootly " +
  "rubygems runscope runway runpod salesforce samsara sanity sauce saucelabs scaleway scalr scrapeops scraperapi scrapingbee " +
  "scrutinizer segment semaphore semgrep sendbird sendgrid sendinblue sentinelone sentry serpapi serpstack settlemint shippo " +
  "shodan shopify shortcut shotstack shutterstock signalwire signrequest sinch skyscanner slack smartsheet smartsheets snapchat " +
  "snowflake snyk socketio sonar sonarcloud sonarqube sonatype sourcegraph sparkpost splunk spotify square squarespace squareup " +
  "sslmate stability stackhawk statuspage storyblok stravaapi strava streamchat strapi stripe stytch sumologic supabase surge " +
  "surveymonkey swiftype tableau tailscale tatum tavily teamviewer telegram telnyx terraform thingsboard ticketmaster tiingo todoist " +
  "togetherai together tomtom travis travisci trello truenas twelvedata twilio twitch twitter typeform uber unkey unsplash upcloud " +
  "upstash uptimerobot urlscan vagrant valtown vantage vastai vault vercel verimail vimeo virustotal voiceflow vonage voyageai " +
  "vultr wakatime wandb weatherapi weatherbit weatherstack webex webflow weightsandbiases wepay whatsapp wistia wit woocommerce " +
  "wordpress workos worldpay wpengine wrike xai xero xendit yahoo yandex yelp yext younow youtube zapier zendesk zenrows zenserp " +
  "zeplin zerobounce zerotier zhipu zipcode zoho zoom zuora zuplo";

/** Lower-case names of services; see `isServiceName`. */
const serviceNames: readonly string[] = names.split(" ");

/** Too ordinary to be looked for in text; they count inside a key's name only. */
const ordinary = new Set(
  (
    "apollo axiom bandwidth beamer box braze buddy checkout clerk consul courier crates docker drift elastic envoy expo fly ghost gemini " +
    "google harness ibm knock kraken lark line linear looker luno mercury microsoft mux neon neptune notion npm octopus oracle paddle " +
    "particle persona phrase polar polygon prefect rev riot runway sanity segment semaphore shortcut sonar square stability surge " +
    "redis rabbitmq terraform together travis vault vantage vagrant wit yahoo youtube zoom uber lob jina jira azure aws gcp mongo mongodb " +
    "elastic facebook instagram reddit discord github gitlab twitter adobe consul confluence jenkins firebase sentry xai readme " +
    "magento odoo strapi nvidia cohere clickhouse pendo fauna blynk tableau snowflake hashicorp slack wordpress zipcode nuget pypi duffel"
  ).split(" "),
);

/** Names distinctive enough to be keywords of the prefilter. */
export const distinctiveServices: readonly string[] = serviceNames.filter(
  (name) => name.length >= 5 && !ordinary.has(name),
);

const known = new Set(serviceNames);

/** Whether the lower-case words of a name hold a service's name, written as one word or as two. */
export function namesService(words: readonly string[]): boolean {
  return words.some((word, index) => known.has(word) || known.has(word + (words[index + 1] ?? "")));
}
