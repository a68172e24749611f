import type { ReactNode } from 'react';
import { rich } from '@/lib/format/rich';

export const readScope = 'Ask questions, run read-only SQL and see schemas, with your rights';
export const writeScope = 'Save queries, dashboards and knowledge, and upload files';
export const wantsToAct = (client: ReactNode, host: string, username: ReactNode, team: ReactNode) =>
  rich`${client}${host ? ` of ${host}` : ''} wants to act as ${username} in ${team}. It could:`;
export const unnamedClient = 'A program without a name';
export const youGoTo = (place: ReactNode, unnamed: boolean) =>
  rich`You will be sent to ${place}. Go on only if you started this yourself${unnamed ? '; nobody has checked the name of the program' : ''}.`;
export const cancel = 'Cancel';
export const allow = 'Allow';
export const connectionLasts = 'It stays connected until you end it among your sessions.';

export const connectProgram = 'Connect a program';
export const noRequest = 'No program asks';
export const noRequestText = 'Start from the program that you want to connect.';
