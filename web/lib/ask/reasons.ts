import * as t from '@/texts/feedback';
import type { FeedbackReason } from '../api/types';

export const reasonNames: Record<FeedbackReason, string> = t.reasons;
