/** Why a report could not be written, or a key or a configuration not be used. For a person; holds nothing secret. */
export class PostureError extends Error {
  override readonly name = "PostureError";
}
