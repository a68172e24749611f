export const passwordShort = (shortest: number) => `Use at least ${shortest} characters`;
export const passwordIsName = 'Use something else than your user name';
export const passwordRule = (shortest: number, better: number, good: boolean) =>
  `At least ${shortest} characters, better ${better} or more: a few words in a row are easy to remember. Common passwords are refused. ${good ? '✓ Long enough.' : ''}`;

export const userNameMissing = 'Choose a user name';
export const codeMissing = 'Enter your invitation code';
export const firstAccount = 'You found this installation: your account becomes its owner.';
export const userName = 'User name';
export const eMail = 'E-mail';
export const password = 'Password';
export const invitationCode = 'Invitation code';
export const codeFrom = 'Your administrator gives it to you.';
export const codeOptional = 'Only if you join an existing team.';
export const teamName = 'Team name';
export const teamNameExample = 'Such as your company';
export const createAccount = 'Create account';
