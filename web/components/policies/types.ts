import type { Policy } from '@/lib/api/types';
import type { PolicyDocument } from '@/lib/policies/document';

/** What every tab of the page works on. */
export interface Desk {
  policy: Policy;
  draft: PolicyDocument;
  onDraft: (draft: PolicyDocument) => void;
}
