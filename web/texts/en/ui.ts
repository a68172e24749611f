export const cancel = 'Cancel';
export const keepIt = 'Keep it';

export const copy = 'Copy';
export const copied = 'Copied';
export const copiedToClipboard = 'Copied to the clipboard';

export const tryAgain = 'Try again';

export const reallyLeave = 'Leave without saving?';
export const leave = 'Leave';
export const stay = 'Stay';

export const loading = 'Loading';

export const showOlder = 'Show older';

export const unsavedChanges = 'Unsaved changes';
export const notSavedYet = 'Not saved yet';
export const discard = 'Discard';
