import type { UseFormReturnType } from '@mantine/form';
import type { Models } from '@/lib/api/types';
import type { Draft } from '@/lib/models/draft';

/** The one form of the page. */
export type ModelsForm = UseFormReturnType<Draft>;

/** What every tab of the page is given: what holds, and the form that changes it. */
export interface PanelProps {
  form: ModelsForm;
  models: Models;
}
