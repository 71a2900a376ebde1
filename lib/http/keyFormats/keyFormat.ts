/** A key to write. This room imports nothing, so that the command line and the tenant's page can use it. */
export interface Key {
  readonly userName: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Texts in a file of keys, apart from the keys. */
export interface KeyWords {
  /** The name of the section of an INI file. With several users, the beginning of each section's name. */
  readonly profile: string;
  /**
   * The stage of the vendor's product that the keys are for, if the blueprint has stages. It is written as a comment.
   */
  readonly stage?: string | undefined;
}

/** A format that contains only keys. */
export interface KeyFormat {
  /** In lower case, without parameters. */
  readonly mediaType: string;
  /** Whether the format can contain the keys of several users. */
  readonly holdsManyUsers: boolean;
  /** Whether the format uses the query parameter `profile`. */
  readonly takesProfile: boolean;
  /** Returns the whole file. If `holdsManyUsers` is false, the caller must pass exactly one key. */
  write(keys: readonly Key[], words: KeyWords): string;
}

/** Returns the stage as a comment line, for INI files and shells, or an empty text if there is no stage. */
export function stageComment({ stage }: KeyWords): string {
  return stage === undefined ? '' : `# Stage: ${stage}\n`;
}
