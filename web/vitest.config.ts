import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@/texts': `${import.meta.dirname}/texts/en`, '@': import.meta.dirname } },
  test: { include: ['{lib,components}/**/*.test.ts'] },
});
