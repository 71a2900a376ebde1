interface Page {
  readonly Marker?: string | undefined;
}

/**
 * Everything that a paged list of IAM has, to its last page.
 *
 * @param read the page that begins at this marker; undefined is the first
 * @param items what of a page is wanted
 */
export async function listPages<P extends Page, T>(
  read: (marker: string | undefined) => Promise<P>,
  items: (page: P) => readonly T[] | undefined,
): Promise<T[]> {
  const all: T[] = [];
  let marker: string | undefined;
  do {
    const page = await read(marker);
    all.push(...(items(page) ?? []));
    marker = page.Marker;
  } while (marker !== undefined);
  return all;
}
