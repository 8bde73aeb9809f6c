import type { RuleAbout } from "../../detector.ts";

/** Pages of the Google rules. */
export const googleAbout: readonly RuleAbout[] = [
  {
    id: "google-api-key",
    what: "An API key of a Google Cloud project: maps, Gemini, Firebase and more, on the project's bill. Without restrictions it opens every enabled API that takes keys.",
    how: "`AIza` and 35 characters; in practice the next two are `Sy`. Keys of Firebase web apps look the same and are public: restrict them and ignore the finding.",
    rotate:
      "Create a new key with restrictions under APIs and services, Credentials, and delete the old one.",
    links: ["https://cloud.google.com/docs/authentication/api-keys"],
  },
  {
    id: "google-oauth-client-secret",
    what: "The secret of an OAuth client. With it, others can pose as the application towards Google.",
    how: "`GOCSPX-` and 28 characters; older ones are 24 characters behind a name such as `GOOGLE_CLIENT_SECRET`.",
    rotate: "Add a second secret to the client, change over to it, then disable and delete the first.",
    links: ["https://support.google.com/cloud/answer/15549257"],
  },
  {
    id: "google-oauth-token",
    what: "An access token: for an hour it opens what its user or service account granted.",
    how: "`ya29.` and a long random part.",
    rotate:
      "It ends within an hour. Revoke it at `https://oauth2.googleapis.com/revoke`, and its refresh token with it.",
    links: ["https://developers.google.com/identity/protocols/oauth2"],
  },
  {
    id: "google-refresh-token",
    what: "A refresh token: it gets new access tokens for as long as the user does not withdraw the consent.",
    how: "`1//0` and a long random part.",
    rotate:
      "Revoke it at `https://oauth2.googleapis.com/revoke` or in the user's account under third-party access.",
    links: ["https://developers.google.com/identity/protocols/oauth2"],
  },
  {
    id: "google-cloud-storage-key",
    what: "The id of an HMAC key of Cloud Storage. With its secret it reads and writes what its account may.",
    how: "`GOOG` and 20 characters for a user, `GOOG1E` and 55 for a service account.",
    rotate: "Create a second HMAC key, change over to it, then deactivate and delete the first.",
    links: ["https://cloud.google.com/storage/docs/authentication/hmackeys"],
  },
];
