export interface Page<T> {
  readonly items: readonly T[] | undefined;
  readonly marker: string | undefined;
}

/** Everything a paged list has, to its last page. */
export async function allPages<T>(next: (marker: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let marker: string | undefined;
  do {
    const page: Page<T> = await next(marker);
    all.push(...(page.items ?? []));
    marker = page.marker;
  } while (marker !== undefined);
  return all;
}
