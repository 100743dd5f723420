#!/usr/bin/env node
import { register } from 'tsx/esm/api';

register();
const { expectShortRun } = await import('./short-run.ts');
expectShortRun();
await import('./slipway.ts');
