/**
 * Names of services whose keys developers hold, in lower case without separators. They are distinctive: none is an
 * everyday English word or a common name in code, so that one beside a generated value is evidence.
 */
const names =
  "ably abuseipdb abyssale accuweather activecampaign adafruit adobe adyen adzuna aerisweather aeroworkflow agora ai21 airbrake " +
  "airbyte airship airtable airvisual aiven akamai akeyless alchemy alconost alegra aletheia algolia alibaba alienvault aliyun " +
  "alphavantage amadeus ambee amplitude anthropic anypoint apacta api2cart apideck apiflash apifonica apify apilayer apimatic " +
  "apimetrics apitemplate apollo appcenter appcues appdynamics appfollow appoptics appsynergy apptivo artifactory asaas asana " +
  "assembla assemblyai atlassian audd auth0 authress autodesk autoklose automizy autonomi avalara avaza aviationstack axiom " +
  "aylien ayrshare azure backblaze bamboohr bandwidth bannerbear baremetrics baseapi baseten beamer beebole besnappy besttime " +
  "betterstack billomat bitbar bitbucket bitcoinaverage bitfinex bitly bitmex bitrise bittrex bitwarden blazemeter blitapp " +
  "blockcypher blockfrost blynk bombbomb boostnote borgbase box braintree braze brevo browserstack bscscan buddy bugherd bugsnag " +
  "buildkite bulbul bulksms bunnycdn buttercms caflou calendly calorieninja campaignmonitor canva capsulecrm captaindata " +
  "carboninterface cartesia cashboard caspio centralstationcrm cerebras cexio chargebee chargify chatfuel checkly checkout " +
  "checkvist chroma circleci clarifai clearbit clerk clickhelp clickhouse clicksend clickup cliengo clientary clinchpad clockify " +
  "clockworksms clojars closecrm cloudant cloudconvert cloudelements cloudflare cloudimage cloudinary cloudmersive cloudplan " +
  "cloudsight cloudsmith cloverly clustdoc cockroachdb codacy codeclimate codecov codemagic codequiry coderabbit cohere coinapi " +
  "coinbase coinlayer coinmarketcap commercejs companyhub configcat confluence confluent consul contentful contentstack " +
  "conversiontools convertapi convertkit convex countrylayer courier coveralls craftmypdf crates crowdin cryptocompare " +
  "currencycloud currencyfreaks currencylayer currencyscoop currentsapi customerguru customerio cyberark d7network dagster " +
  "dailyco dareboost databento databox databricks datadog datarobot datastax deepgram deepinfra deepl deepseek delighted deputy " +
  "detectify detectlanguage devcycle deviantart dfuse dialogflow diffbot diggernaut digicert digitalocean discord disqus dnsimple " +
  "docker dockerhub docparser documo docusign doppler dotdigital dotmailer dovico dribbble drift dronahq droneci dropbox duffel " +
  "duply dwolla dynatrace dyspatch eagleeyenetworks easyinsight easypost ecostruxureit edamam edenai eightxeight elastic " +
  "elasticemail elevenlabs enablex endorlabs envoy etherscan ethplorer eventbrite everhour exchangerateapi exchangeratesapi " +
  "exoscale expo exportsdk extractorapi facebook faceplusplus fal fastforex fastly fauna feedier fetchrss fibery figma fileio " +
  "filestack finage financialmodelingprep finicity finnhub firebase firecrawl fireworks fivetran fixerio flatio fleetbase flickr " +
  "flightapi flightlabs flightstats flowflu flutterwave fly formbucket formcraft formio formsite foursquare frameio freemius " +
  "freshbooks freshdesk friendli fullcontact fullstory fxmarket gcp gemini gengo geoapify geocode geocodify geocodio geoipify " +
  "getemail getemails getgeoapi getgist getresponse getsandbox ghost giphy gitbook gitea gitee gitguardian github gitlab gitter " +
  "glassnode gocanvas gocardless godaddy goodday google googlemaps gopass grafana graphcms graphhopper groovehq groq growthbook " +
  "gtmetrix guardianapi gumroad gyazo happyscribe harness hashicorp hellosign helpcrunch helpscout hereapi heroku hetzner " +
  "highnote hightouch hiveage holidayapi honeybadger honeycomb html2pdf hubspot huggingface hume hunterio hypertrack hypixel ibm " +
  "iconfinder iexapis iexcloud imagekit imagga infisical infobip infracost infura inngest insightly instabot instagram instamojo " +
  "intercom interseller intra42 intrinio invoiceocean ionos ipapi ipdata ipgeolocation ipify ipinfo ipinfodb ipqualityscore " +
  "ipstack iterable jenkins jfrog jina jira jotform jumpcloud jumpseller kaggle kanbantool karmacrm keenio keeper keygen kickbox " +
  "kinde klarna klaviyo klingai klipfolio knapsackpro knock knocklabs kontent kraken kucoin kylas lakera langchain langfuse " +
  "langsmith lark larksuite lastfm launchdarkly leadfeeder lemlist lemonsqueezy lendflow leonardo lessannoyingcrm lexigram " +
  "lichess line linear linemessaging linenotify linkedin linkpreview linode litellm liveagent liveblocks livekit livestorm " +
  "llamacloud llamaindex lob locationiq logdna loggly loginradius logrocket logtail logz lokalise looker loops loyverse " +
  "lunchmoney luno madkudu magento magicbell mailboxlayer mailchimp mailerlite mailersend mailgun mailjet mailmodo mailpace " +
  "mailsac mailtrap mandrill mapbox mapquest marketstack mattermost maxmind meaningcloud mediastack meilisearch meistertask " +
  "mercury mesibo messagebird metaapi metabase metrilo microsoft midtrans milvus mindmeister minimax miro mistral mixmax mixpanel " +
  "mockaroo modal mollie monday mongo mongoatlas mongodb monkeylearn moonclerk moosend moralis mrticktock mux myfreshworks " +
  "myintervals nasdaq nasdaqdatalink neon neptune netlify neutrinoapi newrelic newsapi newscatcher nexmo nftport ngrok nicereply " +
  "nightfall noticeable notion novita novu nowpayments nozbeteams npm nuget numverify nutritionix nvapi nvidia nylas nytimes " +
  "oanda octopus odoo okta ollama omnisend onbuka onedesk onelogin onepagecrm onepassword onesignal onfido onwaterio oopspam " +
  "openai opencagedata openexchangerates opengraphr openrouter opensea openshift openuv openvpn openweather openweathermap " +
  "opsgenie optimizely oracle overloop ovh owlbot packagecloud paddle pagerduty pandadoc pandascore paperform paralleldots " +
  "parsehub parseur particle partnerstack paydirtapp paymoapp paymongo paypal paystack pdflayer pdfshift pendo peopledatalabs " +
  "pepipost perplexity persona pexels phantombuster phaxio photoroom phrase pinata pinecone pinterest pipedream pipedrive " +
  "pivotaltracker pixabay plaid planetscale planviewleankit planyo plivo plunk podio polar pollsapi poloniex polygon " +
  "positionstack postageapi posthog postman postmark powrbot prefect prefectcloud prismic privateai prodpad prospectcrm " +
  "protocolsio proxycrawl proxycurl pubnub pulumi purestake pushbullet pusher pypi qase qdrant qstash quaderno qualtrics qubole " +
  "quickbase quickbooks quickmetrics quicknode rabbitmq rapid7 rapidapi rawg razorpay reachmail readme recaptcha rechargepayments " +
  "recurly reddit redis rentman repairshopr replicate replyio requestfinance resend restpack retell retool rev revampcrm " +
  "ringcentral riot ritekit rocketreach rollbar roninapp rootly route4me rownd rubygems rudderstack runpod runscope runway " +
  "salesblink salescookie salesflare salesforce salesmate sambanova samsara sanity satismeter sauce saucelabs scaleway scalingo " +
  "scalr scrapeops scrapeowl scraperapi scraperbox scrapersite scrapestack scrapfly scrapingant scrapingbee screenshotapi " +
  "screenshotlayer scrutinizer securitytrails segment selectpdf semantria semaphore semgrep sendbird sendgrid sendinblue " +
  "sentinelone sentry serpapi serphouse serpstack settlemint sheety sherpadesk shipday shippo shodan shopify shortcut shotstack " +
  "shutterstock signable signalwire signaturit signrequest signupgenius sigopt simfin simplesat simplynoted simvoly sinch sirv " +
  "siteleaf skrappio skybiometry skyscanner slack smartsheet smartsheets snapchat snipcart snowflake snyk socketio solarwinds " +
  "sonar sonarcloud sonarqube sonatype sourcegraph sparkpost speechtextai splunk spoonacular sportsmonk spotify square " +
  "squarespace squareup sslmate stability stabilityai stackhawk statsig statuscake statuspage statuspal stitchdata stockdata " +
  "stormboard stormglass storyblok storychief strapi strava stravaapi streamchat stripe stripo stytch sugester sumologic supabase " +
  "surge surveyanyplace surveybot surveymonkey survicate swiftype tableau tailscale tallyfy tatum tavily taxjar teamgate " +
  "teamviewer teamwork teamworkcrm teamworkdesk teamworkspaces tefter telegram teleport telnyx temporal terraform testingbot " +
  "textmagic theoddsapi thingsboard thinkific thousandeyes ticketmaster tickettailor tiingo timecamp timezoneapi tinybird tmetric " +
  "todoist together togetherai toggl tomorrowio tomtom tradier transferwise travelpayouts travis travisci trello trigger truenas " +
  "turso twelvedata twilio twitch twitter tyntec typeform typetalk uber ubidots uclassify unkey unleash unplugg unsplash " +
  "unstructured upcloud uplead uploadcare upstash uptimerobot upwave urlscan userflow userstack vagrant valtown vantage vastai " +
  "vatlayer vault vbout vercel verimail veriphone versioneye viber viewneo vimeo virustotal visualcrossing voiceflow voicegain " +
  "vonage voodoosms vouchery voyageai vpnapi vultr wakatime walkscore wandb weatherapi weatherbit weatherstack weaviate " +
  "web3storage webex webflow webscraper webscraping websitepulse weightsandbiases wepay whatsapp whoxy wistia wit woocommerce " +
  "wordpress workos worksnaps worldcoinindex worldpay worldweather wpengine wrike xai xata xendit xero yahoo yandex yelp yext " +
  "youneedabudget younow yousign youtube zapier zapsign zendesk zenkit zenrows zenscrape zenserp zeplin zerobounce zerotier zhipu " +
  "zilliz zipapi zipbooks zipcode zipcodeapi zoho zohocrm zonkafeedback zoom zuora zuplo";

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
    "deputy geocode goodday noticeable optimizely teamwork webscraper autodesk fileio metabase openvpn monday miro hume modal fal loops chroma convex " +
    "unleash temporal trigger agora viber readme keeper teleport leonardo unstructured plunk statsig airship solarwinds formio openuv apilayer " +
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
