// The browser's database as a test may look at it and spoil it, behind the page's back.
import type { Page } from '@playwright/test';

/** What becomes of every row of a shelf: other members of its JSON, or another text altogether. */
export type Change = { set: Record<string, unknown> } | { text: string };

export async function changeRows(page: Page, shelf: 'drafts' | 'outbox', change: Change): Promise<number> {
  return page.evaluate(async ([shelf, change]) => {
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open('guichet');
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    let changed = 0;
    await new Promise<void>((done, failed) => {
      const request = database.transaction(shelf, 'readwrite').objectStore(shelf).openCursor();
      request.onerror = () => failed(request.error);
      request.onsuccess = () => {
        const cursor = request.result;
        if (cursor === null) return done();
        const text = 'text' in change ? change.text : JSON.stringify({ ...JSON.parse(cursor.value as string), ...change.set });
        cursor.update(text);
        changed += 1;
        cursor.continue();
      };
    });
    database.close();
    return changed;
  }, [shelf, change] as const);
}
