import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // What people are told is compared as text, whatever the terminal or CI can show.
    env: { NO_COLOR: '1' },
  },
});
