import type { NextConfig } from 'next';
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants';
import { sourceId } from './scripts/source-id.mjs';

/**
 * Where `next dev` sends the API's requests; the built app is served by Parlance itself. For sessions
 * to survive a reload, that server must know this address: `--public-url http://localhost:3000`.
 */
const server = process.env.PARLANCE_SERVER ?? 'http://127.0.0.1:8080';

/** Whose texts the pages hold; docs/translating.md. */
const language = process.env.PARLANCE_LANGUAGE ?? 'en';

const shared: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typescript: { tsconfigPath: language === 'en' ? 'tsconfig.json' : `tsconfig.${language}.json` },
  images: { unoptimized: true },
  agentRules: false,
  // Without a network, a page that was not brought yet opens once there is one, and this one stays.
  experimental: { agentUpgrade: false, useOffline: true },
  generateBuildId: () => sourceId(import.meta.dirname),
};

export default function config(phase: string): NextConfig {
  if (phase !== PHASE_DEVELOPMENT_SERVER) return { ...shared, output: 'export' };
  return {
    ...shared,
    compress: false, // a compressed proxy would hold back the live steps of an answer
    rewrites: () => Promise.resolve([{ source: '/api/:path*', destination: `${server}/api/:path*` }]),
  };
}
