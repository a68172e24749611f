/** What `make` makes, made when first asked for: the browser's formats look their language up, which takes a while. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
