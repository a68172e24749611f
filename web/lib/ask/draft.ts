/** What stands in the question box, and whose it is. */
interface Draft {
  owner: string;
  text: string;
}

const place = 'parlance.draft';

let draft: Draft | null = null;

export function keepDraft(owner: string, text: string): void {
  draft = { owner, text };
}

/** What this person had written; nobody else sees it. */
export function draftOf(owner: string): string {
  draft ??= carried();
  return draft?.owner === owner ? draft.text : '';
}

/** Takes it across a load of the page, and no further: it is forgotten once it is read. */
export function carryDraft(): void {
  if (draft?.text) sessionStorage.setItem(place, JSON.stringify(draft));
}

function carried(): Draft | null {
  if (typeof sessionStorage === 'undefined') return null;
  const text = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  return text ? (JSON.parse(text) as Draft) : null;
}
