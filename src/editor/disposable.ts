/** Anything with an end, in the editor API's own shape. */
export interface Disposable {
  dispose(): unknown;
}

/** Collects disposables. What is added after the end is disposed at once, so nothing leaks from a late callback. */
export interface Disposables extends Disposable {
  add<T extends Disposable>(item: T): T;
  readonly disposed: boolean;
}

/** An empty collection. It disposes in reverse order of adding; one failing member does not keep the others alive. */
export function createDisposables(): Disposables {
  const items: Disposable[] = [];
  let disposed = false;
  return {
    get disposed() {
      return disposed;
    },
    add(item) {
      if (disposed) item.dispose();
      else items.push(item);
      return item;
    },
    dispose() {
      disposed = true;
      const errors: unknown[] = [];
      for (const item of items.splice(0).reverse()) {
        try {
          item.dispose();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw new AggregateError(errors, "some parts of Picket did not end cleanly");
    },
  };
}
