interface Page {
  readonly Marker?: string | undefined;
}

/**
 * Returns all items of a paged list of IAM.
 *
 * @param read reads the page that begins at this marker; undefined is the first page
 * @param items returns the wanted items of a page
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
