export const hadNoAnswer = 'It had no answer when it was asked. Ask it again to see whether it has one now.';
export const questionFailed = 'This question failed';
export const sharedAnswer = 'A shared answer';
export const withoutReadings = (question: string, readings: string[]) => `${question} (${readings.map((each) => `not ${each}`).join(', ')})`;
