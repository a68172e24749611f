'use client';

import dynamic from 'next/dynamic';

/** Every page names what stands in its place when it fails; it is brought only then. */
export default dynamic(() => import('@/components/shell/failed-page').then((each) => each.FailedPage));
