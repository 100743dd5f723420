import type { Case } from '../corpus/case';
import { core } from './core';
import { data } from './data';
import { operations } from './operations';
import { scaling } from './scaling';
import { workloads } from './workloads';

/** Labelled changes that no rule was written for, by what they are about. */
export const HELD_OUT: Readonly<Record<string, readonly Case[]>> = { workloads, core, scaling, data, operations };
