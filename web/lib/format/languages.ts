/**
 * The languages that the person's browser is set to, the dearest first. Undefined lets the browser choose: where there is
 * none, or where it names one that no format takes.
 */
function languagesOf(names: readonly string[] | undefined): string[] | undefined {
  try {
    return names && Intl.getCanonicalLocales(names);
  } catch {
    return undefined;
  }
}

export const languages = languagesOf(globalThis.navigator?.languages);
