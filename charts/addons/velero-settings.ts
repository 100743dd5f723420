import { atLeast, type Checks, matching } from '../../platform/settings';

/** Where backups go and how long they stay. */
export interface Settings {
  /** Bucket at an object store outside the cluster: what is in the cluster is lost with it. */
  readonly bucket: string;
  /** Folder of the bucket. */
  readonly prefix: string;
  readonly region: string;
  /** URL of an object store that is not Amazon's; empty for Amazon S3. */
  readonly url: string;
  /** IAM role its ServiceAccount assumes (IRSA) instead of a Secret with keys; empty outside AWS. */
  readonly roleArn: string;
  /** Time of the daily backups, in UTC. */
  readonly at: string;
  /** Days they are kept. */
  readonly keepDays: number;
}

export const defaults: Settings = {
  bucket: '',
  prefix: 'velero',
  region: 'us-east-1',
  url: '',
  roleArn: '',
  at: '01:00',
  keepDays: 30,
};

export const accepts: Checks<Settings> = {
  bucket: matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket'),
  url: matching(
    /^(https:\/\/(?![^/]*\.svc(\.|:|\/|$))[a-z0-9.-]+(:\d+)?)?$/,
    'an https URL of an object store outside the cluster',
  ),
  at: matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day in UTC, like 01:00'),
  keepDays: atLeast(1),
};
