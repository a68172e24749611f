import type { FeedbackReason } from '../api/types';

export const reasonNames: Record<FeedbackReason, string> = {
  misunderstood: 'My question was misunderstood',
  wrong_numbers: 'The numbers are wrong',
  missing_data: 'Something is missing',
  wrong_chart: 'The chart does not fit',
  too_slow: 'It took too long',
  other: 'Something else',
};
