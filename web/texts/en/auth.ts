export const userMissing = 'Enter your user name or e-mail address';
export const passwordEmpty = 'Enter your password';
export const userOrEmail = 'User name or e-mail';
export const password = 'Password';
export const signIn = 'Sign in';

export const or = 'or';
export const joinWith = (name: string) => `Join with ${name}`;
export const continueWith = (name: string) => `Continue with ${name}`;

export const notSignedIn = 'You are not signed in';
export const signingYouIn = 'Signing you in';
export const toSignIn = 'To the sign-in page';
export const sentBack = 'Your provider has sent you back.';
