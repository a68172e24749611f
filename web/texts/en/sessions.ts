import type { ReactNode } from 'react';
import { rich } from '@/lib/format/rich';

export const disconnect = 'Disconnect';
export const disconnectFrom = (provider: string) => `Disconnect ${provider}`;
export const reallyDisconnect = (provider: string) => `Disconnect ${provider}?`;
export const disconnectMeans = 'You then sign in with your password only.';
export const disconnected = (provider: string) => `${provider} is disconnected`;
export const connectedAs = (email: string | undefined) => `You can sign in there${email ? ` as ${email}` : ''}.`;
export const connectAccount = 'Connect your account there, and sign in with it from then on.';
export const connect = 'Connect';
export const onlyWayIn = 'Your only way in';

export const end = 'End';
export const endSessionOf = (userAgent: string) => `End the session of ${userAgent || 'an unnamed program'}`;
export const reallyEndSession = 'End this session?';
export const endSessionMeans = (userAgent: string) => `${userAgent || 'An unnamed program'} has to sign in again.`;
export const endSession = 'End session';
export const sessionEnded = 'The session has ended';
export const unnamedProgram = 'An unnamed program';
export const sessionFacts = (used: ReactNode, began: string, ends: string) => rich`used ${used} · began ${began} · ends ${ends}`;
export const thisSession = 'This one';
export const sessionsAbout = 'Browsers, and programs that you let sign in for you. End those that you do not know.';
