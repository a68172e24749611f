'use client';

import dynamic from 'next/dynamic';

/** Every page names what stands in its place when there is none; it is brought only then. */
export const NotFound = dynamic(() => import('./not-found-page').then((each) => each.NotFoundPage));
