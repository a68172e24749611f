import type { UseFormReturnType } from '@mantine/form';
import type { Draft } from '@/lib/models/draft';

/** The one form of the page. */
export type ModelsForm = UseFormReturnType<Draft>;
