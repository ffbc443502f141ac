/** @file What a remedy is: the errors that it is for, and the one sentence that says what to do. */

export interface RemedyRule {
  /** Exception classes that it is for; absent for any. */
  readonly types?: readonly string[];
  /** Matched against the whole message. */
  readonly message: RegExp;
  /** One sentence; `$1` stands for the first group of `message`. */
  readonly remedy: string;
}
