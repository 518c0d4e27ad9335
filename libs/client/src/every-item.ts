export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | null;
}

/** Where a page begins; the first one needs nothing. */
export interface PageStart {
  readonly cursor?: string;
}

/** All items of a list, page by page: `everyItem((start) => client.tickets({ ...start, limit: 100 }))`. */
export async function* everyItem<Item>(pageOf: (start: PageStart) => Promise<Page<Item>>): AsyncGenerator<Item, void> {
  for (let start: PageStart | undefined = {}; start !== undefined;) {
    const { items, nextCursor }: Page<Item> = await pageOf(start);
    yield* items;
    start = nextCursor ? { cursor: nextCursor } : undefined;
  }
}
