import { blocks, type Finding } from '../../verify';
import type { Judgement } from '../verify-folders';
import { github } from './github';
import { json } from './json';
import { Lines } from './lines';
import { people } from './people';
import { sarif } from './sarif';

/** What a format has to tell. */
export interface Report {
  readonly overlays: readonly string[];
  readonly objects: number;
  readonly findings: readonly Finding[];
  readonly errors: number;
  readonly warnings: number;
  readonly waived: number;
  /** Line of a finding in its file, counted from 1; the file is read for it. */
  readonly lineOf: (finding: Finding) => number;
}

/** Counts findings. */
export function report({ overlays, objects, findings }: Judgement): Report {
  const lines = new Lines();
  const isWaived = ({ waived }: Finding): boolean => waived !== undefined;
  return {
    overlays,
    objects,
    findings,
    errors: findings.filter(blocks).length,
    warnings: findings.filter((finding) => !blocks(finding) && !isWaived(finding)).length,
    waived: findings.filter(isWaived).length,
    lineOf: (finding) => lines.of(finding),
  };
}

/** Every format findings can be told in. */
export const FORMATS: Readonly<Record<'github' | 'json' | 'people' | 'sarif', (report: Report) => string>> = {
  github,
  json,
  people,
  sarif,
};
