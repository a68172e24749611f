export const emptyReply = 'The server replied with nothing';

export const serverSilent = 'The server could not answer.';
export const unknownError = 'Something went wrong';
export const unknownStatus = (status: number) => `The server replied with status ${status}. Try again in a moment.`;
export const notReached = 'Parlance cannot be reached';
export const notReachedText = 'Check that the server is running and that you are online, then try again.';

export const uploadCancelled = 'The upload was cancelled.';

export const cutOff = 'The answer was cut off';
export const cutOffText = 'The connection ended before the answer was complete. Ask again.';
