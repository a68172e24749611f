import { storageKey } from './session-id';

/** For the style sheet: whether nobody is signed in, so that no frame of the product is drawn for a moment. */
const mark = 'guest';

export function markGuest(guest: boolean): void {
  if (guest) document.documentElement.dataset[mark] = '';
  else delete document.documentElement.dataset[mark];
}

/** The same for the head of the page, before the program is there. */
export const guestScript = `if (!(sessionStorage.getItem('${storageKey}') ?? localStorage.getItem('${storageKey}'))) document.documentElement.dataset.${mark} = ''`;
