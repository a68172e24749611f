export const hadNoAnswer = 'It had no answer when it was asked. Ask it again to see whether it has one now.';
export const questionFailed = 'This question failed';
