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
  /** The onboarding's parameter `region`, for formats that have a setting for it. */
  readonly region?: string | undefined;
}

/** A format that contains only keys. */
export interface KeyFormat {
  /**
   * In lower case, without parameters. A format without a type of its own has one in Latchkey's vendor tree (RFC 6838,
   * section 3.2), of the kind `text`, because generated clients read other kinds as binary data.
   */
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

/**
 * Returns a format for the key of one user: the stage as a comment, and then the lines that `lines` returns. Its `write`
 * throws for the keys of several users.
 */
export function formatOfOneKey(mediaType: string, lines: (key: Key, words: KeyWords) => readonly string[]): KeyFormat {
  return {
    mediaType,
    holdsManyUsers: false,
    takesProfile: false,
    write: ([key, another], words) => {
      if (key === undefined || another !== undefined) throw new Error('this format can contain only one key');
      return `${stageComment(words)}${lines(key, words).join('\n')}\n`;
    },
  };
}
